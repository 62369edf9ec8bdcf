package io.colleckt.auth.persistence;

import io.colleckt.auth.activity.Calls;
import io.colleckt.auth.finding.FindingKind;
import io.colleckt.auth.finding.Habit;
import io.colleckt.auth.finding.StrangeCalls;
import io.colleckt.auth.finding.UnexpectedCalls;
import io.colleckt.auth.finding.Watch;
import io.colleckt.auth.metrics.Counts;
import io.colleckt.auth.persistence.InspectionsTable.Inspection;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for unexpected calls among those that wait for it, after they were committed: what was
 * found, what was learned and the deletion of the row that told to look are one transaction, so
 * that a crash loses no finding and a repeat doubles none. A failure of its own touches no call on
 * record. Used from one context.
 */
final class CallInspection {
  /** What has failed so often is left alone. */
  static final int MOST_ATTEMPTS = 5;

  private static final Logger LOG = LoggerFactory.getLogger(CallInspection.class);

  private final Database database;
  private final StrangeCalls strange;
  private final InspectionsTable inspections = new InspectionsTable();
  private final TokenWatchesTable watches = new TokenWatchesTable();
  private final TokenHabitsTable habits = new TokenHabitsTable();
  private final FindingOpening opening = new FindingOpening();
  private final Counts<FindingKind> opened;

  /**
   * @param strange is told what was learned
   */
  CallInspection(Database database, StrangeCalls strange) {
    this.database = database;
    this.strange = strange;
    this.opened = FindingOpening.counts(database.metrics());
  }

  /** What was learned of calls. */
  private record Lesson(List<Calls> looked, List<Watch> watches, List<FindingKind> opened) {}

  /** What is being looked at: its rows are known, also when the transaction fails. */
  private static final class Batch {
    private List<Inspection> taken = List.of();
  }

  /**
   * Looks at the calls that have waited longest. Completes with whether there were any; after a
   * failure too, once they are put off.
   */
  Future<Boolean> inspect() {
    Batch batch = new Batch();
    return database
        .transaction(connection -> inspect(connection, batch))
        .map(lesson -> remember(lesson, batch))
        .recover(cause -> putOff(batch, cause));
  }

  private Future<Lesson> inspect(SqlConnection connection, Batch batch) {
    return inspections
        .take(connection)
        .compose(
            taken -> {
              batch.taken = taken;
              return taken.isEmpty()
                  ? Future.succeededFuture(new Lesson(List.of(), List.of(), List.of()))
                  : look(connection, calls(taken))
                      .compose(lesson -> inspections.delete(connection, taken).map(lesson));
            });
  }

  private boolean remember(Lesson lesson, Batch batch) {
    strange.learn(lesson.looked, lesson.watches);
    lesson.opened.forEach(opened::add);
    return !batch.taken.isEmpty();
  }

  private Future<Boolean> putOff(Batch batch, Throwable cause) {
    if (batch.taken.isEmpty()) {
      return Future.failedFuture(cause);
    }
    database.warn(LOG, "Calls cannot be looked at for now", cause);
    return inspections
        .postpone(database, batch.taken)
        .onSuccess(given -> given.forEach(id -> LOG.error("Inspection {} set aside.", id, cause)))
        .map(true);
  }

  private static List<Calls> calls(List<Inspection> taken) {
    List<Calls> calls = new ArrayList<>();
    taken.forEach(inspection -> calls.addAll(inspection.calls()));
    calls.sort(Comparator.comparingLong(Calls::atMillis));
    return calls;
  }

  private Future<Lesson> look(SqlConnection connection, List<Calls> calls) {
    Set<Long> tokens = calls.stream().map(Calls::tokenId).collect(Collectors.toSet());
    return watches
        .hold(connection, tokens)
        .compose(held -> unexpected(connection, held, shown(calls)))
        .compose(unexpected -> judge(connection, unexpected, calls));
  }

  private Future<UnexpectedCalls> unexpected(
      SqlConnection connection, List<Watch> held, Set<Habit> shown) {
    Future<Set<Habit>> known =
        shown.isEmpty() ? Future.succeededFuture(Set.of()) : habits.known(connection, shown);
    return known.map(stored -> new UnexpectedCalls(held, stored));
  }

  private Future<Lesson> judge(
      SqlConnection connection, UnexpectedCalls unexpected, List<Calls> calls) {
    calls.forEach(unexpected::look);
    List<Habit> learned = unexpected.learned();
    Future<Void> stored =
        learned.isEmpty() ? Future.succeededFuture() : habits.insert(connection, learned);
    return stored
        .compose(done -> watches.update(connection, unexpected.watches()))
        .compose(done -> opening.open(connection, unexpected.suspicions()))
        .map(opened -> new Lesson(calls, unexpected.watches(), opened));
  }

  private static Set<Habit> shown(List<Calls> calls) {
    Set<Habit> habits = new HashSet<>();
    calls.forEach(one -> habits.addAll(Habit.shownBy(one)));
    return habits;
  }
}
