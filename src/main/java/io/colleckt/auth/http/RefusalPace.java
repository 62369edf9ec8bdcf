package io.colleckt.auth.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How often checks may be refused. A refusal costs half of what a check costs, so those who ask
 * again at once would take the time in which others could be answered. Refusals are answered on the
 * spot, but a connection that got one is listened to again only when its turn comes: a few in each
 * round of the event loop, whatever a round takes. What comes there sooner waits outside and costs
 * nothing. While few are refused, or the loop has time, that is no wait. Used on one event loop.
 */
final class RefusalPace {
  /** Beside 128 checks that one round answers at most. */
  private static final int WOKEN_IN_A_ROUND = 16;

  private static final long SHORTEST_ROUND_MILLIS = 2;

  private final Vertx vertx;
  private final Deque<RequestDecoder> resting = new ArrayDeque<>();

  RefusalPace(Vertx vertx) {
    this.vertx = vertx;
  }

  /**
   * Refuses a check. A client that has sent more behind it is hung up on: each of these would have
   * to be refused as well.
   */
  void refuse(HttpServerRequest request) {
    RequestDecoder decoder = ServerLimits.decoderOf(request.connection());
    CheckAnswer.unavailable(request.response());
    if (decoder != null && decoder.rest()) {
      resting.add(decoder);
      if (resting.size() == 1) {
        later();
      }
    } else if (decoder != null && decoder.hasMore()) {
      request.connection().close();
    }
  }

  private void later() {
    vertx.setTimer(SHORTEST_ROUND_MILLIS, timer -> wake());
  }

  private void wake() {
    for (int i = 0; i < WOKEN_IN_A_ROUND && !resting.isEmpty(); i++) {
      resting.poll().wake();
    }
    if (!resting.isEmpty()) {
      later();
    }
  }
}
