package io.colleckt.auth.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Answers with files that are written while they are read: as many at a time as there are places,
 * and each only as long as its reader is there and may read. Used on one event loop.
 */
final class Exports {
  /** So long a reader is believed to be still admitted. */
  static final Duration RECHECK = Duration.ofSeconds(5);

  private static final int RETRY_AFTER_SECONDS = 10;

  private static final int MOST_OF_A_WORKSPACE = 2;
  private static final int MOST = 8;

  private final Places places;
  private final Function<Request, Future<Boolean>> alive;
  private final Duration recheck;

  /** What a browser makes of the answer. */
  record File(String contentType, String name) {}

  /**
   * @param alive whether the session of a request is alive, without using it: {@link
   *     SessionGate#isAlive}
   * @param recheck how often it is asked, at most
   */
  Exports(Vertx vertx, Function<Request, Future<Boolean>> alive, Duration recheck) {
    this.places = new Places(vertx, Exports.class.getName());
    this.alive = alive;
    this.recheck = recheck;
  }

  /**
   * Begins an export.
   *
   * @param begin reads the first page; completes when it can be written
   * @return completes with the answer; that is 429 when there is no place
   */
  Future<Reply> begin(
      Request request, File file, Function<ExportReader, Future<? extends Streamed>> begin) {
    List<Places.Limit> limits = limits(request);
    if (!places.take(limits)) {
      return Future.succeededFuture(
          Failures.busy("Other exports are running.", RETRY_AFTER_SECONDS));
    }
    return begin
        .apply(new ExportReader(request, alive, recheck))
        .map(body -> reply(request, file, body))
        .onFailure(cause -> places.give(limits));
  }

  private static List<Places.Limit> limits(Request request) {
    return List.of(
        new Places.Limit("workspace " + request.actor().workspaceId(), MOST_OF_A_WORKSPACE),
        new Places.Limit("all", MOST));
  }

  /** Called when the first page is there; whoever has gone meanwhile gets nothing. */
  private Reply reply(Request request, File file, Streamed body) {
    if (request.context().response().closed()) {
      throw new Refused(Failures.badRequest("Nobody listens."));
    }
    Streamed kept =
        outflow -> body.writeTo(outflow).onComplete(done -> places.give(limits(request)));
    return Reply.streaming(file.contentType, kept)
        .with("Content-Disposition", "attachment; filename=\"" + file.name + "\"");
  }
}
