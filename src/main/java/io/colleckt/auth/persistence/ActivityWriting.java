package io.colleckt.auth.persistence;

import io.colleckt.auth.activity.Calls;
import io.colleckt.auth.activity.CommitActivity;
import io.colleckt.auth.activity.Poison;
import io.colleckt.auth.activity.RecordedCalls;
import io.colleckt.auth.persistence.SharedTexts.Text;
import io.colleckt.auth.token.CheckOutcome;
import io.colleckt.auth.token.StreamPosition;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
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
  private static final int MOST_ROUTES = 20_000;
  private static final int MOST_USER_AGENTS = 5_000;
  private static final String FROM_POSTGRES = "postgres";

  private final Database database;
  private final TokenHomes homes;
  private final SharedTexts routes;
  private final SharedTexts userAgents;
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
   */
  record Recorded(Set<Long> live, List<RecordedCalls> rows) {
    /** Whether that call may be answered as it was judged. */
    boolean kept(Calls calls) {
      return calls.outcome() != CheckOutcome.ACCEPTED || live.contains(calls.tokenId());
    }
  }

  /**
   * @param findings hears of what is recorded
   */
  ActivityWriting(Database database, FindingWatch findings) {
    Clock clock = Clock.systemUTC();
    this.database = database;
    this.findings = findings;
    this.homes = new TokenHomes(database);
    this.routes = new SharedTexts(database, SharedTextsTable.ROUTES, MOST_ROUTES, clock);
    this.userAgents =
        new SharedTexts(database, SharedTextsTable.USER_AGENTS, MOST_USER_AGENTS, clock);
  }

  /** Where a stream stands. */
  Future<StreamPosition> position(String stream) {
    return streams.position(database, stream);
  }

  /**
   * Stores a stretch of a stream and moves its position. Completes with its rows; empty when the
   * position stood elsewhere, and nothing was stored.
   */
  Future<Optional<List<RecordedCalls>>> commit(CommitActivity request) {
    return ready(request.calls())
        .compose(
            ready ->
                database
                    .transaction(
                        connection ->
                            streams
                                .move(connection, request)
                                .compose(won -> won ? store(connection, request, ready) : lost()))
                    .onSuccess(rows -> rows.ifPresent(won -> findings.committed(ready.strange))));
  }

  /** Records calls that Postgres has judged; accepted ones only while their token is live. */
  Future<Recorded> record(List<Calls> calls) {
    Set<Long> accepted =
        calls.stream()
            .filter(call -> call.outcome() == CheckOutcome.ACCEPTED)
            .map(Calls::tokenId)
            .collect(Collectors.toSet());
    return ready(calls)
        .compose(
            ready ->
                database
                    .transaction(
                        connection ->
                            counts
                                .holdLive(connection, accepted)
                                .compose(live -> record(connection, ready, live)))
                    .onSuccess(recorded -> findings.committed(ready.strange)));
  }

  private Future<Recorded> record(SqlConnection connection, Ready ready, Set<Long> live) {
    List<ActivityEntry> kept =
        ready.entries.stream()
            .filter(entry -> !entry.accepted() || live.contains(entry.calls().tokenId()))
            .toList();
    Ready stored = new Ready(kept, ready.homeless, strange(ready, live));
    return setAside(connection, FROM_POSTGRES, StreamPosition.START, ready.homeless)
        .compose(done -> store(connection, stored))
        .map(rows -> new Recorded(live, rows));
  }

  private static List<Calls> strange(Ready ready, Set<Long> live) {
    return ready.strange.stream()
        .filter(one -> one.outcome() != CheckOutcome.ACCEPTED || live.contains(one.tokenId()))
        .toList();
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

  private Future<Ready> ready(List<Calls> calls) {
    Set<Long> ids = calls.stream().map(Calls::tokenId).collect(Collectors.toSet());
    return homes.of(ids).compose(found -> ready(calls, found));
  }

  private Future<Ready> ready(List<Calls> calls, Map<Long, TokenHomes.Home> found) {
    Map<Text, Boolean> paths = new HashMap<>();
    Map<Text, Boolean> agents = new HashMap<>();
    List<Calls> homeless = new ArrayList<>();
    for (Calls call : calls) {
      TokenHomes.Home home = found.get(call.tokenId());
      if (home == null) {
        homeless.add(call);
      } else {
        boolean accepted = call.outcome() == CheckOutcome.ACCEPTED;
        paths.merge(route(call, home), accepted, Boolean::logicalOr);
        agents.merge(userAgent(call, home), accepted, Boolean::logicalOr);
      }
    }
    return routes
        .numbers(paths)
        .compose(
            numbered ->
                userAgents.numbers(agents).map(named -> entries(calls, found, numbered, named)))
        .map(entries -> new Ready(entries, homeless, strange(entries)));
  }

  private List<Calls> strange(List<ActivityEntry> entries) {
    return findings.strange(entries.stream().map(ActivityEntry::calls).toList());
  }

  private static List<ActivityEntry> entries(
      Collection<Calls> calls,
      Map<Long, TokenHomes.Home> found,
      Map<Text, Integer> routes,
      Map<Text, Integer> userAgents) {
    List<ActivityEntry> entries = new ArrayList<>(calls.size());
    for (Calls call : calls) {
      TokenHomes.Home home = found.get(call.tokenId());
      if (home != null) {
        int routeId = routes.getOrDefault(route(call, home), 0);
        int userAgentId = userAgents.getOrDefault(userAgent(call, home), 0);
        entries.add(new ActivityEntry(call, home, routeId, userAgentId));
      }
    }
    return entries;
  }

  private static Text route(Calls calls, TokenHomes.Home home) {
    return new Text(home.workspaceId(), calls.caller().method(), calls.caller().path());
  }

  private static Text userAgent(Calls calls, TokenHomes.Home home) {
    return new Text(home.workspaceId(), "", calls.caller().userAgent());
  }

  private static String reason(Calls calls) {
    return "Token " + calls.tokenId() + " is not in the database; " + calls.count() + " calls.";
  }

  private static String hex(Calls calls) {
    return HexFormat.of().formatHex(calls.toString().getBytes(StandardCharsets.UTF_8));
  }
}
