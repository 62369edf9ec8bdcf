package io.colleckt.auth.persistence;

import io.colleckt.auth.activity.ReadTail;
import io.colleckt.auth.activity.RecordedCalls;
import io.colleckt.auth.activity.SettleTail;
import io.colleckt.auth.activity.SettleTail.Heard;
import io.colleckt.auth.activity.TailFilter;
import io.colleckt.auth.activity.TailRead;
import io.colleckt.auth.activity.TailSettled;
import io.colleckt.auth.activity.TailSettled.Unheard;
import io.colleckt.auth.bus.ActivityAddresses;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tells live tails what was recorded while they did not listen. First it asks up to where the log
 * is settled, then for rows, so that all up to there are among them. Used from one context.
 */
final class TailReading {
  private final Database database;
  private final TokenHomes homes;
  private final LogEnd tail = new LogEnd();

  TailReading(Database database) {
    this.database = database;
    this.homes = new TokenHomes(database);
  }

  /** Answers on the context of the caller from now on. */
  void register(EventBus bus) {
    ActivityAddresses.TAIL.answer(bus, this::read);
    ActivityAddresses.TAIL_SETTLE.answer(bus, this::settle);
  }

  private Future<TailRead> read(ReadTail question) {
    return tail.end(database)
        .compose(
            end ->
                question.after().isEmpty()
                    ? Future.succeededFuture(new TailRead(List.of(), end.settled(), true))
                    : read(question, question.after().get(), end));
  }

  /** A position that was not drawn yet is from before the database was restored. */
  private Future<TailRead> read(ReadTail question, long after, LogEnd.End end) {
    boolean known = after <= end.drawn() && after >= end.settled() - ReadTail.MOST_IDS;
    long settled = known ? Math.max(after, end.settled()) : end.settled();
    long from = known ? after : settled - ReadTail.MOST_IDS;
    LogEnd.Span span = new LogEnd.Span(question.workspaceId(), from, Long.MAX_VALUE);
    return rows(span, question.filter())
        .map(
            rows ->
                new TailRead(latest(rows), settled, known && rows.size() <= ReadTail.MOST_ROWS));
  }

  /** None of a token of others: to find none, all of the span would be read. */
  private Future<List<RecordedCalls>> rows(LogEnd.Span span, TailFilter filter) {
    return homes
        .has(span.workspaceId(), filter.tokenId())
        .compose(
            ours ->
                ours
                    ? tail.rows(database, span, filter, ReadTail.MOST_ROWS + 1)
                    : Future.succeededFuture(List.of()));
  }

  private Future<TailSettled> settle(SettleTail question) {
    return tail.end(database).compose(end -> settle(question, end.settled()));
  }

  private Future<TailSettled> settle(SettleTail question, long settled) {
    List<Heard> open =
        question.heard().stream().filter(heard -> heard.after() < question.upTo()).toList();
    return open.isEmpty()
        ? Future.succeededFuture(new TailSettled(List.of(), settled))
        : tail.counts(database, open, question.upTo())
            .compose(counts -> unheard(open, counts, question.upTo()))
            .map(unheard -> new TailSettled(unheard, settled));
  }

  /** One after the other: mostly there are none. */
  private Future<List<Unheard>> unheard(List<Heard> open, Map<Integer, Long> counts, long upTo) {
    Future<List<Unheard>> all = Future.succeededFuture(new ArrayList<>());
    for (Heard heard : open) {
      long count = counts.getOrDefault(heard.workspaceId(), 0L);
      if (count != heard.known()) {
        all = all.compose(list -> unheard(heard, count, upTo).onSuccess(list::add).map(list));
      }
    }
    return all;
  }

  private Future<Unheard> unheard(Heard heard, long count, long upTo) {
    LogEnd.Span span = new LogEnd.Span(heard.workspaceId(), heard.after(), upTo);
    return tail.rows(database, span, TailFilter.ALL, ReadTail.MOST_ROWS)
        .map(rows -> new Unheard(heard.workspaceId(), count, rows));
  }

  private static List<RecordedCalls> latest(List<RecordedCalls> rows) {
    return rows.subList(Math.max(0, rows.size() - ReadTail.MOST_ROWS), rows.size());
  }
}
