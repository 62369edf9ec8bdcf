package io.colleckt.auth.health;

import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.health.Trouble.Kind;
import io.colleckt.auth.metrics.Level;
import io.colleckt.auth.metrics.Metrics;
import io.colleckt.auth.token.FindTokens;
import io.colleckt.auth.token.PlaceMarks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.List;

/**
 * Asks both stores twice a second, the same way as checks do. One store is enough to answer checks,
 * so a node is only not ready when neither answers. A store that once does not answer in time is
 * given a second chance. Used from one context.
 */
final class StoreWatch {
  private static final Duration EVERY = Duration.ofMillis(500);
  private static final int MOST_MISSES = 2;

  private final Vertx vertx;
  private final Health health;
  private final Level redisUp;
  private final Level postgresUp;
  private int redisMisses = MOST_MISSES - 1;
  private int postgresMisses = MOST_MISSES - 1;
  private long timer = -1;
  private boolean stopped;

  StoreWatch(Vertx vertx, Health health) {
    this.vertx = vertx;
    this.health = health;
    Metrics metrics = Metrics.of(vertx);
    this.redisUp = metrics.level("colleckt.redis.up", "Whether Redis answers this node.");
    this.postgresUp = metrics.level("colleckt.postgres.up", "Whether Postgres answers this node.");
  }

  /**
   * Asks now and from now on, on the context of the caller.
   *
   * @return completes once it is known how the stores are; never fails
   */
  Future<Void> look() {
    Future<?> redis = Addresses.PLACE.ask(vertx.eventBus(), new PlaceMarks(List.of()));
    Future<?> postgres = Addresses.FIND_TOKENS.ask(vertx.eventBus(), new FindTokens(List.of()));
    return Future.join(redis, postgres)
        .onComplete(both -> judge(redis, postgres))
        .onComplete(both -> again())
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  /** Asks nothing more. */
  void stop() {
    stopped = true;
    vertx.cancelTimer(timer);
  }

  private void again() {
    if (!stopped) {
      timer = vertx.setTimer(EVERY.toMillis(), due -> look());
    }
  }

  private void judge(Future<?> redis, Future<?> postgres) {
    redisMisses = redis.succeeded() ? 0 : redisMisses + 1;
    postgresMisses = postgres.succeeded() ? 0 : postgresMisses + 1;
    boolean noRedis = redisMisses >= MOST_MISSES;
    boolean noPostgres = postgresMisses >= MOST_MISSES;
    boolean nobody = noPostgres && isUnheard(postgres.cause());
    redisUp.set(!noRedis);
    postgresUp.set(!noPostgres);
    tell(Kind.STORES, noRedis && noPostgres, "Neither Redis nor Postgres answers.");
    tell(Kind.REDIS, noRedis, "Redis does not answer; Postgres judges checks.");
    tell(
        Kind.POSTGRES,
        noPostgres && !nobody,
        "Postgres does not answer; only known tokens are checked.");
    tell(
        Kind.PERSISTENCE,
        nobody,
        "No node with persistence is in reach; only known tokens are checked.");
  }

  private static boolean isUnheard(Throwable cause) {
    return cause instanceof ReplyException reply && reply.failureType() == ReplyFailure.NO_HANDLERS;
  }

  private void tell(Kind kind, boolean wrong, String words) {
    if (wrong) {
      health.begin(kind, words);
    } else {
      health.end(kind);
    }
  }
}
