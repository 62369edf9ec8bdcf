package io.colleckt.auth.validation;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import java.util.concurrent.TimeUnit;

/**
 * Opens sessions with Redis, each on a client of its own: the client library keeps dead sockets in
 * its pool, so a connection is thrown away together with its pool. RESP2, since a push on a RESP3
 * connection makes the library hand replies to wrong callers.
 */
final class RedisConnector {
  private static final int CONNECT_MILLIS = 500;
  private static final int MOST_WAITING = 4096;
  private static final String NO_EVICTION = "maxmemory_policy:noeviction";

  private final Vertx vertx;
  private final String url;
  private final RedisFunctions functions;

  /**
   * @param url {@code redis://[user]:password@host:port}, or {@code rediss} for TLS
   */
  RedisConnector(Vertx vertx, String url, RedisFunctions functions) {
    this.vertx = vertx;
    this.url = url;
    this.functions = functions;
  }

  /**
   * Completes with a session whose Redis has answered and may be used; fails within about a second
   * when there is none, or when Redis is set to evict keys, since an evicted tombstone is a
   * revocation undone.
   */
  Future<RedisSession> connect() {
    Redis client = Redis.createClient(vertx, options());
    return client
        .connect()
        .timeout(CONNECT_MILLIS, TimeUnit.MILLISECONDS)
        .map(connection -> new RedisSession(client, connection, functions))
        .onFailure(cause -> client.close())
        .compose(this::checked);
  }

  private Future<RedisSession> checked(RedisSession session) {
    return session
        .info("memory")
        .compose(info -> info.contains(NO_EVICTION) ? Future.succeededFuture(session) : evicting())
        .onFailure(cause -> session.close());
  }

  private static Future<RedisSession> evicting() {
    return Future.failedFuture(
        new IllegalStateException("Redis must be set to maxmemory-policy noeviction."));
  }

  private RedisOptions options() {
    return new RedisOptions()
        .setConnectionString(url)
        .setProtocolNegotiation(false)
        .setMaxPoolSize(1)
        .setMaxPoolWaiting(1)
        .setPoolCleanerInterval(-1)
        .setPoolRecycleTimeout(-1)
        .setMaxWaitingHandlers(MOST_WAITING)
        .setNetClientOptions(
            new NetClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true));
  }
}
