package io.colleckt.auth.persistence;

import io.colleckt.auth.activity.Calls;
import io.colleckt.auth.finding.StrangeCalls;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that calls on record are looked at, soon after they were committed, and rates every
 * quarter of an hour. Any number of nodes may do so: each takes what no other holds. Used from one
 * context.
 */
final class FindingWatch {
  private static final Logger LOG = LoggerFactory.getLogger(FindingWatch.class);
  private static final Duration LOOK_AROUND = Duration.ofSeconds(5);
  private static final Duration RATES = Duration.ofMinutes(15);
  private static final Duration RATES_FIRST = Duration.ofMinutes(1);
  private static final Duration TIDY = Duration.ofHours(6);
  private static final int DAYS_ASIDE = 7;

  private final Context context;
  private final StrangeCalls strange = new StrangeCalls(Clock.systemUTC());
  private final InspectionsTable inspections = new InspectionsTable();
  private final Database database;
  private final CallInspection inspection;
  private final RateInspection rates;
  private boolean working;
  private boolean woken;
  private boolean stopped;

  /**
   * @param context on which everything runs
   * @param database connections of its own
   */
  FindingWatch(Context context, Database database) {
    this.context = context;
    this.database = database;
    this.inspection = new CallInspection(database, strange);
    this.rates = new RateInspection(database);
  }

  /** Works from now on, until {@link #stop}. */
  void start(Rounds rounds) {
    rounds.every(LOOK_AROUND, this::wake);
    rounds.every(RATES_FIRST, RATES, this::lookAtRates);
    rounds.every(TIDY, this::tidy);
    wake();
  }

  /** Begins nothing more. */
  void stop() {
    stopped = true;
  }

  /** Which of these calls are to be looked at. Whatever becomes of the rules, it tells some. */
  List<Calls> strange(List<Calls> calls) {
    try {
      return strange.among(calls);
    } catch (RuntimeException e) {
      LOG.error("Strange calls cannot be told from others: all are handed over.", e);
      return calls;
    }
  }

  /**
   * Hands strange calls over, in the transaction that records them; mostly there are none, and that
   * costs no statement.
   */
  Future<Void> handOver(SqlConnection connection, List<Calls> found) {
    return found.isEmpty() ? Future.succeededFuture() : inspections.add(connection, found);
  }

  /** They are committed: have them looked at. Never fails. */
  void committed(List<Calls> handedOver) {
    if (!handedOver.isEmpty()) {
      strange.handedOver(handedOver);
      wake();
    }
  }

  private void wake() {
    woken = true;
    if (!working && !stopped) {
      working = true;
      work();
    }
  }

  private void work() {
    woken = false;
    inspection
        .inspect()
        .onFailure(cause -> LOG.debug("Nothing looked at for now: {}", cause.toString()))
        .otherwise(false)
        .onSuccess(some -> context.runOnContext(nothing -> goOn(some)));
  }

  private void goOn(boolean some) {
    working = (some || woken) && !stopped;
    if (working) {
      work();
    }
  }

  private void lookAtRates() {
    rates.inspect().onFailure(cause -> database.warn(LOG, "Rates not looked at for now", cause));
  }

  private void tidy() {
    inspections
        .forget(database, DAYS_ASIDE)
        .onFailure(cause -> database.warn(LOG, "What was set aside stays", cause));
  }
}
