package io.colleckt.auth.http;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a client of the live tail has come: the {@code id} of its events, and what it brings back
 * as {@code Last-Event-ID}.
 *
 * @param settled rows up to this id were sent, or it was told that they were not
 * @param at when that was, by the clock of the node
 */
record TailPosition(long settled, Instant at) {
  private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})-([0-9]{1,15})");

  /** The position that was written so; empty when none of ours was. */
  static Optional<TailPosition> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new TailPosition(
                Long.parseLong(matcher.group(1)),
                Instant.ofEpochMilli(Long.parseLong(matcher.group(2)))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return settled + "-" + at.toEpochMilli();
  }
}
