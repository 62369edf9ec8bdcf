package io.colleckt.auth.http;

import io.colleckt.auth.activity.ListActivity;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;

/** The activity log as a file, for every member. */
final class ExportRoutes {
  private final EventBus bus;
  private final Exports exports;

  ExportRoutes(EventBus bus, Exports exports) {
    this.bus = bus;
    this.exports = exports;
  }

  void addTo(ManagementApi api) {
    api.on("exportActivity", new TokenFilter(bus).before(this::export));
  }

  private Future<Reply> export(Request request) {
    ActivityQuery query = new ActivityQuery(request);
    ActivityFile format = ActivityFile.of(request.text("format").orElse("ndjson"));
    ListActivity first =
        new ListActivity(
            request.actor().workspaceId(), query.filter(), query.below(), ListActivity.SCANNED);
    return exports.begin(
        request,
        new Exports.File(format.contentType(), format.fileName()),
        reader -> new ActivityExport(bus, first, format, reader).begin());
  }
}
