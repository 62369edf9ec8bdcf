package io.colleckt.auth.persistence;

import io.colleckt.auth.activity.Calls;
import io.colleckt.auth.persistence.SharedTexts.Text;
import io.colleckt.auth.token.CheckOutcome;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes calls ready to be stored: where their tokens belong, and by which numbers their texts go.
 * What is found is remembered for all calls, whoever records them. Used on one event loop.
 */
final class CallPreparation {
  private static final int MOST_ROUTES = 20_000;
  private static final int MOST_USER_AGENTS = 5_000;

  private final TokenHomes homes;
  private final TokenHomes homesAtOnce;
  private final SharedTexts routes;
  private final SharedTexts userAgents;

  /**
   * Calls that are ready.
   *
   * @param homeless those of tokens that have no row: Postgres was restored to an earlier state
   */
  record Prepared(List<ActivityEntry> entries, List<Calls> homeless) {

    /** The same, accepted calls of tokens that are not among these as those of revoked ones. */
    Prepared judgedAgain(Set<Long> live) {
      List<ActivityEntry> judged =
          entries.stream()
              .map(entry -> entry.judgedAgain(live.contains(entry.calls().tokenId())))
              .toList();
      return new Prepared(judged, homeless);
    }
  }

  private record Texts(Map<Text, Boolean> routes, Map<Text, Boolean> userAgents) {}

  /**
   * @param hasty connections that somebody waits for
   * @param patient connections for what may take longer
   */
  CallPreparation(Database hasty, Database patient) {
    Clock clock = Clock.systemUTC();
    this.homes = new TokenHomes(patient);
    this.homesAtOnce = homes.by(hasty);
    this.routes = new SharedTexts(patient, SharedTextsTable.ROUTES, MOST_ROUTES, clock);
    this.userAgents =
        new SharedTexts(patient, SharedTextsTable.USER_AGENTS, MOST_USER_AGENTS, clock);
  }

  /** Completes when Postgres has told the numbers of all texts that have or get one. */
  Future<Prepared> thorough(List<Calls> calls) {
    return homes
        .of(tokens(calls))
        .compose(
            found -> {
              Texts texts = texts(calls, found);
              return routes
                  .numbers(texts.routes)
                  .compose(
                      numbered ->
                          userAgents
                              .numbers(texts.userAgents)
                              .map(named -> prepared(calls, found, numbered, named)));
            });
  }

  /**
   * As {@link #thorough}, for calls that wait for their answer: texts whose number cannot be had
   * soon stand in their rows, and among what is counted without a name.
   */
  Future<Prepared> quick(List<Calls> calls) {
    return homesAtOnce
        .of(tokens(calls))
        .compose(
            found -> {
              Texts texts = texts(calls, found);
              Future<Map<Text, Integer>> numbered = routes.soon(texts.routes);
              return userAgents
                  .soon(texts.userAgents)
                  .compose(named -> numbered.map(paths -> prepared(calls, found, paths, named)));
            });
  }

  private static Set<Long> tokens(List<Calls> calls) {
    return calls.stream().map(Calls::tokenId).collect(Collectors.toSet());
  }

  private static Texts texts(List<Calls> calls, Map<Long, TokenHomes.Home> found) {
    Texts texts = new Texts(new HashMap<>(), new HashMap<>());
    for (Calls call : calls) {
      TokenHomes.Home home = found.get(call.tokenId());
      if (home != null) {
        boolean accepted = call.outcome() == CheckOutcome.ACCEPTED;
        texts.routes.merge(route(call, home), accepted, Boolean::logicalOr);
        texts.userAgents.merge(userAgent(call, home), accepted, Boolean::logicalOr);
      }
    }
    return texts;
  }

  private static Prepared prepared(
      List<Calls> calls,
      Map<Long, TokenHomes.Home> found,
      Map<Text, Integer> routes,
      Map<Text, Integer> userAgents) {
    Prepared prepared = new Prepared(new ArrayList<>(calls.size()), new ArrayList<>());
    for (Calls call : calls) {
      TokenHomes.Home home = found.get(call.tokenId());
      if (home == null) {
        prepared.homeless.add(call);
      } else {
        int routeId = routes.getOrDefault(route(call, home), 0);
        int userAgentId = userAgents.getOrDefault(userAgent(call, home), 0);
        prepared.entries.add(new ActivityEntry(call, home, routeId, userAgentId));
      }
    }
    return prepared;
  }

  private static Text route(Calls calls, TokenHomes.Home home) {
    return new Text(home.workspaceId(), calls.caller().method(), calls.caller().path());
  }

  private static Text userAgent(Calls calls, TokenHomes.Home home) {
    return new Text(home.workspaceId(), "", calls.caller().userAgent());
  }
}
