package io.colleckt.auth.http;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.activity.ListActivity;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.function.Function;

/** The activity log as a file, for every member. */
final class ExportRoutes {
  private final Vertx vertx;
  private final ExportPlaces places;
  private final Function<RoutingContext, Future<Admission>> gate;

  /**
   * @param gate tells who asks: {@link SessionGate#admit}
   */
  ExportRoutes(Vertx vertx, Function<RoutingContext, Future<Admission>> gate) {
    this.vertx = vertx;
    this.places = new ExportPlaces(vertx);
    this.gate = gate;
  }

  void addTo(ManagementApi api) {
    api.on("exportActivity", this::export);
  }

  private Future<Reply> export(Request request) {
    ActivityQuery query = new ActivityQuery(request);
    ExportFormat format = ExportFormat.of(request.text("format").orElse("ndjson"));
    int workspaceId = request.actor().workspaceId();
    ListActivity first =
        new ListActivity(workspaceId, query.filter(), query.below(), ListActivity.SCANNED);
    if (!places.take(workspaceId)) {
      return Future.succeededFuture(Failures.busy("Other exports are running.", 10));
    }
    return new ActivityExport(vertx.eventBus(), first, format, () -> stillAdmitted(request))
        .begin()
        .map(export -> reply(request, format, export))
        .onFailure(cause -> places.leave(workspaceId));
  }

  /** Called when the first page is there; whoever has gone meanwhile gets nothing. */
  private Reply reply(Request request, ExportFormat format, ActivityExport export) {
    if (request.context().response().closed()) {
      throw new Refused(Failures.badRequest("Nobody listens."));
    }
    int workspaceId = request.actor().workspaceId();
    Streamed body =
        outflow -> export.writeTo(outflow).onComplete(done -> places.leave(workspaceId));
    return Reply.streaming(format.contentType(), body)
        .with("Content-Disposition", "attachment; filename=\"" + format.fileName() + "\"");
  }

  private Future<Void> stillAdmitted(Request request) {
    Actor before = request.actor();
    return gate.apply(request.context())
        .compose(
            now ->
                now instanceof Admission.Admitted admitted
                        && admitted.actor().workspaceId() == before.workspaceId()
                    ? Future.<Void>succeededFuture()
                    : Future.failedFuture(new IOException("The session has ended.")));
  }
}
