package io.colleckt.auth.http;

import io.vertx.core.Future;

/** What one operation of the contract does. */
@FunctionalInterface
interface Operation {

  /**
   * Called on an event loop, with a request that the contract accepts.
   *
   * @return completes with the answer; fails with {@link Refused}, or when the infrastructure
   *     failed (503)
   */
  Future<Reply> handle(Request request);
}
