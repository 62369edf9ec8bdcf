package io.colleckt.auth.persistence;

import io.colleckt.auth.activity.Calls;
import io.colleckt.auth.activity.CommitActivity;
import io.colleckt.auth.activity.Poison;
import io.colleckt.auth.activity.RecordedCalls;
import io.colleckt.auth.token.CheckOutcome;
import io.colleckt.auth.token.StreamPosition;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores calls: the rows, all that is counted of them, and when tokens were used last, in one
 * transaction. Used on one event loop.
 */
final class ActivityWriting {
  private static final Logger LOG = LoggerFactory.getLogger(ActivityWriting.class);
  private static final String FROM_POSTGRES = "postgres";

  private final Database drain;
  private final Database records;
  private final CallPreparation preparation;
  private final ActivityTable activity = new ActivityTable();
  private final ActivityStreamsTable streams = new ActivityStreamsTable();
  private final ActivityCounts counts = new ActivityCounts();
  private final FindingWatch findings;

  /**
   * Calls made ready to be stored.
   *
   * @param homeless those of tokens that have no row: Postgres was restored to an earlier state
   * @param strange those of the entries that are to be looked at, once they are stored
   */
  private record Ready(List<ActivityEntry> entries, List<Calls> homeless, List<Calls> strange) {}

  /**
   * What has been recorded.
   *
   * @param live the tokens of accepted calls that were not revoked
   * @param strange those to be looked at
   */
  record Recorded(Set<Long> live, List<RecordedCalls> rows, List<Calls> strange) {
    /** Whether that call is on record as it was judged. */
    boolean kept(Calls calls) {
      return calls.outcome() != CheckOutcome.ACCEPTED || live.contains(calls.tokenId());
    }
  }

  /**
   * @param drain connections for the drain
   * @param records connections for checks
   * @param findings hears of what is recorded
   */
  ActivityWriting(Database drain, Database records, FindingWatch findings) {
    this.drain = drain;
    this.records = records;
    this.findings = findings;
    this.preparation = new CallPreparation(records, drain);
  }

  /** Where a stream stands. */
  Future<StreamPosition> position(String stream) {
    return streams.position(drain, stream);
  }

  /**
   * Stores a stretch of a stream and moves its position. Completes with its rows; empty when the
   * position stood elsewhere, and nothing was stored.
   */
  Future<Optional<List<RecordedCalls>>> commit(CommitActivity request) {
    return preparation
        .thorough(request.calls())
        .map(this::ready)
        .compose(
            ready ->
                drain
                    .transaction(
                        connection ->
                            streams
                                .move(connection, request)
                                .compose(won -> won ? store(connection, request, ready) : lost()))
                    .onSuccess(rows -> rows.ifPresent(won -> findings.committed(ready.strange))));
  }

  /**
   * Records calls that Postgres has judged; accepted ones only while their token is live, else as
   * those of a revoked one.
   */
  Future<Recorded> record(List<Calls> calls) {
    Set<Long> accepted =
        calls.stream()
            .filter(call -> call.outcome() == CheckOutcome.ACCEPTED)
            .map(Calls::tokenId)
            .collect(Collectors.toSet());
    return preparation
        .quick(calls)
        .compose(
            prepared ->
                records
                    .transaction(
                        connection ->
                            counts
                                .holdLive(connection, accepted)
                                .compose(live -> record(connection, prepared, live)))
                    .onSuccess(recorded -> findings.committed(recorded.strange)));
  }

  private Future<Recorded> record(
      SqlConnection connection, CallPreparation.Prepared prepared, Set<Long> live) {
    Ready ready = ready(prepared.judgedAgain(live));
    return setAside(connection, FROM_POSTGRES, StreamPosition.START, ready.homeless)
        .compose(done -> store(connection, ready))
        .map(rows -> new Recorded(live, rows, ready.strange));
  }

  private static Future<Optional<List<RecordedCalls>>> lost() {
    return Future.succeededFuture(Optional.empty());
  }

  private Future<Optional<List<RecordedCalls>>> store(
      SqlConnection connection, CommitActivity request, Ready ready) {
    request.poison().forEach(poison -> alarm(request.stream(), poison));
    return streams
        .setAside(connection, request.stream(), request.poison())
        .compose(done -> setAside(connection, request.stream(), request.to(), ready.homeless))
        .compose(done -> store(connection, ready))
        .map(Optional::of);
  }

  private Future<List<RecordedCalls>> store(SqlConnection connection, Ready ready) {
    return ready.entries.isEmpty()
        ? Future.succeededFuture(List.of())
        : findings
            .handOver(connection, ready.strange)
            .compose(done -> activity.insert(connection, ready.entries))
            .compose(rows -> counts.add(connection, new Tally(ready.entries)).map(rows));
  }

  /** Before the commit: its answer may be lost. Rather twice than never. */
  private static void alarm(String stream, Poison poison) {
    LOG.error(
        "Entry {} of activity stream {} cannot be read and is set aside: {}",
        poison.position(),
        stream,
        poison.reason());
  }

  private Future<Void> setAside(
      SqlConnection connection, String stream, StreamPosition at, List<Calls> homeless) {
    if (!homeless.isEmpty()) {
      LOG.error("{} rows of calls of tokens that are not in the database.", homeless.size());
    }
    List<Poison> poison =
        homeless.stream().map(calls -> new Poison(at, hex(calls), reason(calls))).toList();
    return streams.setAside(connection, stream, poison);
  }

  private Ready ready(CallPreparation.Prepared prepared) {
    List<Calls> calls = prepared.entries().stream().map(ActivityEntry::calls).toList();
    return new Ready(prepared.entries(), prepared.homeless(), findings.strange(calls));
  }

  private static String reason(Calls calls) {
    return "Token " + calls.tokenId() + " is not in the database; " + calls.count() + " calls.";
  }

  private static String hex(Calls calls) {
    return HexFormat.of().formatHex(calls.toString().getBytes(StandardCharsets.UTF_8));
  }
}
