package io.colleckt.auth.http;

import io.colleckt.auth.activity.ActivityPage;
import io.colleckt.auth.activity.ListActivity;
import io.colleckt.auth.activity.SummarizeActivity;
import io.colleckt.auth.bus.ActivityAddresses;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The activity log, for every member. */
final class ActivityRoutes {
  private final EventBus bus;

  ActivityRoutes(EventBus bus) {
    this.bus = bus;
  }

  void addTo(ManagementApi api) {
    TokenFilter token = new TokenFilter(bus);
    api.on("listActivity", token.before(this::list))
        .on("summarizeActivity", token.before(this::summarize));
  }

  private Future<Reply> list(Request request) {
    ActivityQuery query = new ActivityQuery(request);
    ListActivity question =
        new ListActivity(
            request.actor().workspaceId(), query.filter(), query.below(), request.limit());
    return ActivityAddresses.LIST.ask(bus, question).map(page -> Reply.ok(json(page, query)));
  }

  private Future<Reply> summarize(Request request) {
    SummarizeActivity question = SummaryQuery.of(request);
    return ActivityAddresses.SUMMARY
        .ask(bus, question)
        .map(summary -> Reply.ok(SummaryJson.of(question, summary)));
  }

  private static JsonObject json(ActivityPage page, ActivityQuery query) {
    return new JsonObject()
        .put("data", new JsonArray(page.rows().stream().map(ActivityJson::of).toList()))
        .put("next_cursor", page.next().map(query::cursor).orElse(null));
  }
}
