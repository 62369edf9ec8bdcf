package io.colleckt.auth.drain;

import io.colleckt.auth.redis.RedisConnector;
import io.vertx.core.Future;

/** Holds one connection to Redis, and opens another when it has ended. Used from one context. */
final class StreamsLink {
  private final RedisConnector connector;
  private ActivityStreams open;

  StreamsLink(RedisConnector connector) {
    this.connector = connector;
  }

  /** Completes with the streams; fails within seconds when Redis cannot be reached. */
  Future<ActivityStreams> streams() {
    boolean usable = open != null && !open.ended().isComplete();
    return usable ? Future.succeededFuture(open) : reconnect();
  }

  /** Ends the connection. */
  void close() {
    if (open != null) {
      open.close();
    }
  }

  private Future<ActivityStreams> reconnect() {
    return connector.connect().compose(ActivityStreams::on).onSuccess(streams -> open = streams);
  }
}
