package io.colleckt.auth.validation;

import io.colleckt.auth.redis.RedisConnector;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one session with Redis open, and says whether its word counts. Used from the context that
 * made it.
 *
 * <p>Down, it tries again with growing pauses. Connected, it first catches up on what changed; only
 * then checks are put to it. Once a second it makes sure that Redis answers and that the clocks
 * agree.
 */
final class RedisLink {
  private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
  private static final Duration WATCH_EVERY = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final RedisConnector connector;
  private final RedisFunctions functions;
  private final Trust trust;
  private RedisSession session;
  private boolean trusted;
  private boolean missed;
  private boolean stopped;
  private Duration pause = FIRST_PAUSE;

  RedisLink(Vertx vertx, RedisConnector connector, RedisFunctions functions, Trust trust) {
    this.vertx = vertx;
    this.connector = connector;
    this.functions = functions;
    this.trust = trust;
  }

  /**
   * Starts connecting. Completes after the first two attempts, about a second each, whether they
   * succeeded or not: a service without Redis serves, slower. Two, since the first of a cold JVM
   * may come too late without any trouble.
   */
  Future<Void> start() {
    return connected(attempt().recover(late -> attempt())).otherwiseEmpty();
  }

  /** Ends the session for good. Completes when nobody counts on it any more. */
  Future<Void> stop() {
    stopped = true;
    if (session != null) {
      session.close();
    }
    return trust.leave();
  }

  /** As {@link RedisSession#call}, for checks and fills: not executed unless Redis is trusted. */
  <T> Future<T> judge(Request request, Function<Reply, T> read) {
    return trusted ? session.call(request, read) : notExecuted();
  }

  /** As {@link RedisSession#call}, for marks: a tombstone is right in any Redis, trusted or not. */
  Future<Reply> place(Request request) {
    return session != null ? session.call(request, Function.identity()) : notExecuted();
  }

  private static <T> Future<T> notExecuted() {
    return Future.failedFuture(new NotExecutedException("Redis is not reachable."));
  }

  private Future<RedisSession> attempt() {
    return RedisSession.open(connector, functions);
  }

  private Future<Void> connected(Future<RedisSession> attempt) {
    return attempt.onFailure(this::connectLater).compose(this::open);
  }

  private Future<Void> open(RedisSession opened) {
    session = opened;
    opened.ended().onSuccess(nothing -> down());
    if (stopped) {
      opened.close();
    }
    return trust.catchUp(opened).compose(nothing -> watch(opened, true));
  }

  /** Completes when Redis has answered; ends the session when it does not. */
  private Future<Void> watch(RedisSession watched, boolean before) {
    return trust
        .watch(watched, before)
        .onSuccess(agreed -> watched(watched, agreed))
        .onFailure(cause -> watched.close())
        .mapEmpty();
  }

  private void watched(RedisSession watched, boolean agreed) {
    if (watched != session) {
      return;
    }
    if (!agreed && trusted) {
      LOG.warn("Redis is not trusted; Postgres judges.");
    } else if (agreed && missed) {
      LOG.warn("Redis is back and judges checks.");
    }
    missed = !agreed;
    trusted = agreed;
    pause = FIRST_PAUSE;
    vertx.setTimer(WATCH_EVERY.toMillis(), timer -> watch(watched, trusted));
  }

  private void down() {
    complain("lost");
    session = null;
    trusted = false;
    connectLater(null);
  }

  /** Once for each outage. */
  private void complain(String why) {
    if (!missed && !stopped) {
      LOG.warn("Redis (COLLECKT_REDIS_URL) cannot be used: {}. Postgres judges until it can.", why);
    }
    missed = true;
  }

  private void connectLater(Throwable cause) {
    if (stopped) {
      return;
    }
    if (cause != null) {
      complain(cause.getMessage());
    }
    vertx.setTimer(pause.toMillis(), timer -> connected(attempt()));
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }
}
