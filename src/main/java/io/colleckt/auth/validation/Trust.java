package io.colleckt.auth.validation;

import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.metrics.Level;
import io.colleckt.auth.metrics.Metrics;
import io.colleckt.auth.token.Mark;
import io.colleckt.auth.token.MarksConfirmed;
import io.colleckt.auth.token.MarksPending;
import io.colleckt.auth.token.MarksPlaced;
import io.colleckt.auth.token.NodeGone;
import io.colleckt.auth.token.NodeNoted;
import io.colleckt.auth.token.NodeSeen;
import io.colleckt.auth.token.ReadPendingMarks;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a Redis must show before its word counts: that every committed change has reached it, and
 * that its clock goes with that of Postgres. While Postgres is away, the process that was trusted
 * last stays so; another one, whose clock nobody has looked at, has to wait.
 */
final class Trust {
  /** How far the clocks may be apart. */
  static final Duration MOST_SKEW = Duration.ofMillis(500);

  private static final Logger LOG = LoggerFactory.getLogger(Trust.class);

  /** A comparison that took longer says little. */
  private static final Duration MOST_ELAPSED = Duration.ofMillis(50);

  private static final int MARKS_AT_ONCE = 200;

  private final EventBus bus;
  private final RedisFunctions functions;
  private final Level skew;
  private final Level disagreement;
  private final UUID node = UUID.randomUUID();

  /** The process that was trusted last. */
  private String trusted = "";

  Trust(Vertx vertx, RedisFunctions functions) {
    this.bus = vertx.eventBus();
    this.functions = functions;
    Metrics metrics = Metrics.of(vertx);
    this.skew =
        metrics.level(
            "colleckt.clock.skew.seconds", "How far Postgres' clock is before that of Redis.");
    this.disagreement =
        metrics.level(
            "colleckt.redis.disagreement",
            "1 = nodes see different Redis processes, and revocations stay pending.");
  }

  /**
   * Places all that waits in the outbox. Completes when nothing waits any more, or when Postgres
   * cannot be asked.
   */
  Future<Void> catchUp(RedisSession session) {
    return Addresses.OUTBOX_PENDING
        .ask(bus, new ReadPendingMarks(MARKS_AT_ONCE))
        .map(MarksPending::marks)
        .recover(Trust::nothingToBeAsked)
        .compose(marks -> marks.isEmpty() ? Future.succeededFuture() : place(session, marks));
  }

  /**
   * Tells Postgres which Redis this node sees and compares the clocks. Completes with whether Redis
   * is to be trusted: when Postgres cannot be asked, whether it was {@code before}, and is still
   * the same process. Fails when Redis does not answer.
   */
  Future<Boolean> watch(RedisSession session, boolean before) {
    long startedNanos = System.nanoTime();
    return session
        .call(Request.toPlace(functions.place(), List.of()), Function.identity())
        .compose(reply -> compare(reply, startedNanos, before));
  }

  /**
   * Takes back what this node has said. Completes in half a second at most, whatever came of it.
   */
  Future<Void> leave() {
    return Addresses.NODE_GONE.ask(bus, new NodeGone(node)).<Void>mapEmpty().otherwiseEmpty();
  }

  private Future<Void> place(RedisSession session, List<Mark> marks) {
    List<Long> ids = marks.stream().map(Mark::outboxId).toList();
    return session
        .call(Request.toPlace(functions.place(), marks), Function.identity())
        .compose(reply -> confirm(ids, new MarksPlaced(reply.namespace(), reply.ends())))
        .compose(more -> more ? catchUp(session) : Future.succeededFuture());
  }

  /** Whether the rows went: if not, they are placed all the same, and another node's business. */
  private Future<Boolean> confirm(List<Long> ids, MarksPlaced placed) {
    return Addresses.OUTBOX_PLACED
        .ask(bus, new MarksConfirmed(ids, placed))
        .map(settled -> settled.outstanding() == 0 && ids.size() == MARKS_AT_ONCE)
        .otherwise(false);
  }

  private Future<Boolean> compare(Reply reply, long startedNanos, boolean before) {
    boolean stays = before && reply.namespace().equals(trusted);
    return Addresses.NODE_SEEN
        .ask(bus, new NodeSeen(node, reply.namespace()))
        .map(noted -> agrees(noted, reply, System.nanoTime() - startedNanos, stays))
        .otherwise(stays)
        .onSuccess(agreed -> trusted = agreed ? reply.namespace() : trusted);
  }

  private boolean agrees(NodeNoted noted, Reply reply, long elapsedNanos, boolean before) {
    if (!noted.allSeeTheSame()) {
      LOG.error("Nodes see different Redis processes: revocations stay pending until they agree.");
    }
    disagreement.set(!noted.allSeeTheSame());
    long apart = noted.nowMillis() - reply.nowMillis();
    if (elapsedNanos <= MOST_ELAPSED.toNanos()) {
      skew.set(apart / 1000.0);
    }
    Duration elapsed = Duration.ofNanos(elapsedNanos);
    boolean together = together(apart, elapsed, before);
    if (!together && surelyApart(apart, elapsed)) {
      LOG.error("The clocks of Redis and Postgres are {} ms apart: Redis is not trusted.", apart);
    } else if (!together) {
      LOG.warn(
          "The clocks of Redis and Postgres cannot be compared, since Postgres took {} ms to tell"
              + " its own: Redis is not trusted yet.",
          elapsed.toMillis());
    }
    return together;
  }

  /**
   * Whether the clocks are together. Postgres read its own up to {@code elapsed} after Redis, so a
   * slow comparison tells only what is sure; else it leaves things as they were.
   */
  static boolean together(long apartMillis, Duration elapsed, boolean before) {
    long most = MOST_SKEW.toMillis();
    boolean surelyTogether = least(apartMillis, elapsed) >= -most && apartMillis <= most;
    return surelyTogether || (before && !surelyApart(apartMillis, elapsed));
  }

  static boolean surelyApart(long apartMillis, Duration elapsed) {
    long most = MOST_SKEW.toMillis();
    return least(apartMillis, elapsed) > most || apartMillis < -most;
  }

  private static long least(long apartMillis, Duration elapsed) {
    return elapsed.compareTo(MOST_ELAPSED) <= 0 ? apartMillis : apartMillis - elapsed.toMillis();
  }

  private static Future<List<Mark>> nothingToBeAsked(Throwable cause) {
    LOG.warn("Postgres cannot be asked for pending changes: {}", cause.getMessage());
    return Future.succeededFuture(List.of());
  }
}
