package io.colleckt.auth.http;

import io.colleckt.auth.activity.ReadTail;
import io.colleckt.auth.activity.RecordedCalls;
import io.colleckt.auth.activity.SettleTail.Heard;
import io.colleckt.auth.activity.TailSettled.Unheard;
import java.util.HashSet;
import java.util.Set;

/** The clients that watch one workspace, and what they were told lately. Used on one event loop. */
final class TailOfWorkspace {
  private static final int MOST_HEARD = 100_000;
  private static final long UNKNOWN = -1;

  private final Set<TailClient> clients = new HashSet<>();

  /** Rows after {@link #told}. */
  private final Set<Long> heard = new HashSet<>();

  /** All rows up to this id were told, or counted, or read by the client itself. */
  private long told = UNKNOWN;

  /** Up to which id all rows were offered to those who listened. */
  long told() {
    return told;
  }

  Set<TailClient> clients() {
    return clients;
  }

  /** A client has read for itself what came up to there; it listens since before. */
  void joined(long readUpTo) {
    told = told == UNKNOWN ? readUpTo : Math.min(told, readUpTo);
  }

  /** Tells a row, unless it was told before. */
  void tell(RecordedCalls recorded) {
    if (heard.size() >= MOST_HEARD) {
      heard.clear(); // they will be found in Postgres once more, and told or counted twice
    }
    if (recorded.id() > told && heard.add(recorded.id())) {
      TailRow row = new TailRow(recorded);
      clients.forEach(client -> client.offer(row));
    }
  }

  /** Whether it is known from where on rows were heard. */
  boolean isKnown() {
    return told != UNKNOWN;
  }

  /** What was heard of the rows up to there. */
  Heard heard(int workspaceId, long upTo) {
    return new Heard(workspaceId, told, heard.stream().filter(id -> id <= upTo).count());
  }

  /** Tells what was not heard of, or that there was too much of it. */
  void add(Unheard unheard, long known) {
    if (unheard.count() <= ReadTail.MOST_ROWS) {
      unheard.rows().forEach(this::tell);
    } else if (unheard.count() > known) {
      clients.forEach(client -> client.skip(unheard.count() - known));
    }
  }

  /** All up to there was told. */
  void settle(long upTo) {
    told = Math.max(told, upTo);
    heard.removeIf(id -> id <= told);
  }
}
