package io.colleckt.auth.redis;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Opens connections to Redis, each on a client of its own: the client library keeps dead sockets in
 * its pool, so a connection is thrown away together with its pool. RESP2, since a push on a RESP3
 * connection makes the library hand replies to wrong callers. Used from the context on which the
 * connections are to live.
 */
public final class RedisConnector {
  private static final int CONNECT_MILLIS = 500;
  private static final int MOST_WAITING = 4096;
  private static final String NO_EVICTION = "maxmemory_policy:noeviction";

  private final Vertx vertx;
  private final String url;
  private final Duration patience;

  /**
   * @param url {@code redis://[user]:password@host:port}, or {@code rediss} for TLS
   * @param patience how long a command may take
   */
  public RedisConnector(Vertx vertx, String url, Duration patience) {
    this.vertx = vertx;
    this.url = url;
    this.patience = patience;
  }

  /**
   * Completes with a connection whose Redis has answered and may be used; fails within about a
   * second when there is none, or when Redis is set to evict keys, since an evicted tombstone is a
   * revocation undone.
   */
  public Future<RedisChannel> connect() {
    Redis client = Redis.createClient(vertx, options());
    return client
        .connect()
        .timeout(CONNECT_MILLIS, TimeUnit.MILLISECONDS)
        .map(connection -> new RedisChannel(client, connection, patience))
        .onFailure(cause -> client.close())
        .compose(this::checked);
  }

  private Future<RedisChannel> checked(RedisChannel channel) {
    return channel
        .info("memory")
        .compose(info -> info.contains(NO_EVICTION) ? Future.succeededFuture(channel) : evicting())
        .onFailure(cause -> channel.close());
  }

  private static Future<RedisChannel> evicting() {
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
