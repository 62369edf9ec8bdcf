package io.colleckt.auth.persistence;

import io.colleckt.auth.activity.ActivitySummary;
import io.colleckt.auth.activity.ReadTokenCalls;
import io.colleckt.auth.activity.SummarizeActivity;
import io.colleckt.auth.activity.TokenCalls;
import io.colleckt.auth.bus.ActivityAddresses;
import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.bus.Answer;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Answers what members ask about the activity log, and about whose tokens they may ask. Used from
 * one context.
 */
final class ActivityQuestions {
  private final ActivityHoursTable hours = new ActivityHoursTable();
  private final ActivityTops tops = new ActivityTops();
  private final Database database;
  private final Database exports;
  private final TokenHomes homes;

  /**
   * @param database connections for readers only
   * @param exports connections for those who read all
   */
  ActivityQuestions(Database database, Database exports) {
    this.database = database;
    this.exports = exports;
    this.homes = new TokenHomes(database);
  }

  /** Answers on the context of the caller from now on. */
  void register(EventBus bus) {
    Answer.give(bus, Addresses.CONFIRM, new TokenAccess(database)::confirm);
    Addresses.TOKEN_NAMES.answer(bus, request -> new TokensTable().names(database, request));
    ActivityAddresses.LIST.answer(bus, new ActivityReading(database, homes)::page);
    ActivityAddresses.EXPORT.answer(bus, new ActivityReading(exports, homes)::page);
    ActivityAddresses.SUMMARY.answer(bus, this::summary);
    ActivityAddresses.TOKEN_CALLS.answer(bus, this::tokenCalls);
  }

  private Future<ActivitySummary> summary(SummarizeActivity request) {
    Instant since = ActivityTops.since(request, Instant.now());
    return homes
        .has(request.workspaceId(), request.tokenId())
        .compose(
            ours ->
                ours
                    ? summary(request, since)
                    : Future.succeededFuture(summary(List.of(), since, Map.of())));
  }

  private Future<ActivitySummary> summary(SummarizeActivity request, Instant since) {
    Future<List<ActivitySummary.Count>> counts = hours.counts(database, request);
    return tops.read(database, request, since)
        .compose(top -> counts.map(found -> summary(found, since, top)));
  }

  private static ActivitySummary summary(
      List<ActivitySummary.Count> counts, Instant since, Map<String, ActivitySummary.Top> top) {
    return new ActivitySummary(
        counts,
        since,
        ActivityTops.of(top, Tally.TOKEN),
        ActivityTops.of(top, Tally.ROUTE),
        ActivityTops.of(top, Tally.ADDRESS));
  }

  private Future<TokenCalls> tokenCalls(ReadTokenCalls request) {
    return hours.ofTokens(database, request);
  }
}
