package io.colleckt.auth.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One pipelined connection to Redis, speaking RESP2, on which nothing is waited for longer than its
 * patience. Used from the context that made it.
 */
public final class RedisChannel {
  private final Redis client;
  private final RedisConnection connection;
  private final Duration patience;
  private final Promise<Void> ended = Promise.promise();

  RedisChannel(Redis client, RedisConnection connection, Duration patience) {
    this.client = client;
    this.connection = connection;
    this.patience = patience;
    connection.endHandler(nothing -> close());
    connection.exceptionHandler(cause -> close());
  }

  /**
   * Sends a command, once.
   *
   * @return completes with the reply; fails with Redis' error, or when no reply came in time: then
   *     the command may yet be executed, and the caller had better close the channel
   */
  public Future<Response> send(Request command) {
    return connection.send(command).timeout(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** One section of {@code INFO}. */
  public Future<String> info(String section) {
    return send(Request.cmd(Command.INFO).arg(section)).map(Response::toString);
  }

  /** Completes when the connection has ended, for whatever reason. */
  public Future<Void> ended() {
    return ended.future();
  }

  /** Ends the connection; what waits for a reply fails. */
  public void close() {
    if (ended.tryComplete()) {
      client.close();
    }
  }
}
