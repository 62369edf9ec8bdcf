package io.colleckt.auth.http;

import io.colleckt.auth.activity.ActivityPage;
import io.colleckt.auth.activity.ListActivity;
import io.colleckt.auth.activity.SummarizeActivity;
import io.colleckt.auth.bus.ActivityAddresses;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The activity log, for every member. */
final class ActivityRoutes {
  private final EventBus bus;
  private final NamedTokens names;

  ActivityRoutes(EventBus bus) {
    this.bus = bus;
    this.names = new NamedTokens(bus);
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
    return ActivityAddresses.LIST
        .ask(bus, question)
        .compose(page -> json(request, page, query))
        .map(Reply::ok);
  }

  private Future<Reply> summarize(Request request) {
    SummarizeActivity question = SummaryQuery.of(request);
    return ActivityAddresses.SUMMARY
        .ask(bus, question)
        .map(summary -> Reply.ok(SummaryJson.of(question, summary)));
  }

  private Future<JsonObject> json(Request request, ActivityPage page, ActivityQuery query) {
    List<JsonObject> rows = page.rows().stream().map(ActivityJson::of).toList();
    String next = page.next().map(query::cursor).orElse(null);
    return names
        .name(request, rows, row -> row.getLong("token_id"))
        .map(data -> new JsonObject().put("data", data).put("next_cursor", next));
  }
}
