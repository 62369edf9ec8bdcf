package io.colleckt.auth.http;

import io.colleckt.auth.activity.ActivitySummary;
import io.colleckt.auth.activity.SummarizeActivity;
import io.colleckt.auth.token.CheckOutcome;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What was counted, as the contract shows it: with a zero where nothing was. */
final class SummaryJson {
  private SummaryJson() {}

  static JsonObject of(SummarizeActivity request, ActivitySummary summary) {
    JsonObject json =
        new JsonObject()
            .put("from", request.from().toString())
            .put("to", request.to().toString())
            .put("step", request.step().label())
            .put("totals", totals(summary))
            .put("periods", periods(request, summary))
            .put("top_since", summary.topSince().toString())
            .put("tokens", top(summary.tokens(), SummaryJson::token))
            .put("routes", top(summary.routes(), SummaryJson::route))
            .put("addresses", top(summary.addresses(), SummaryJson::address));
    return new JsonObject().put("summary", json);
  }

  private static JsonObject totals(ActivitySummary summary) {
    JsonObject totals = zeros();
    summary.counts().forEach(count -> add(totals, count));
    return totals;
  }

  private static JsonArray periods(SummarizeActivity request, ActivitySummary summary) {
    Map<Instant, JsonObject> periods = new LinkedHashMap<>();
    for (Instant at = request.from();
        at.isBefore(request.to());
        at = at.plus(request.step().length())) {
      periods.put(at, zeros());
    }
    summary.counts().forEach(count -> add(periods.get(count.at()), count));
    JsonArray array = new JsonArray();
    periods.forEach(
        (at, calls) -> array.add(new JsonObject().put("at", at.toString()).put("calls", calls)));
    return array;
  }

  private static JsonObject zeros() {
    JsonObject calls = new JsonObject();
    for (CheckOutcome outcome : CheckOutcome.values()) {
      calls.put(outcome.label(), 0L);
    }
    return calls;
  }

  private static void add(JsonObject calls, ActivitySummary.Count count) {
    String outcome = count.outcome().label();
    calls.put(outcome, calls.getLong(outcome) + count.calls());
  }

  private static JsonObject top(
      ActivitySummary.Top top, Function<ActivitySummary.Item, JsonObject> named) {
    JsonArray items = new JsonArray();
    for (ActivitySummary.Item item : top.items()) {
      items.add(
          named.apply(item).put("calls", item.calls()).put("last_at", item.lastAt().toString()));
    }
    return new JsonObject().put("top", items).put("others", top.others());
  }

  private static JsonObject token(ActivitySummary.Item item) {
    return new JsonObject()
        .put("token_id", Long.valueOf(item.item()))
        .put("name", item.name().orElse(null))
        .put("revoked", item.revoked());
  }

  private static JsonObject route(ActivitySummary.Item item) {
    String[] words = item.item().split(" ", 2);
    return new JsonObject().put("method", words[0]).put("path", words[1]);
  }

  private static JsonObject address(ActivitySummary.Item item) {
    return new JsonObject().put("address", item.item());
  }
}
