package io.colleckt.auth.finding;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An unexpected use of a token, for a person to look at.
 *
 * @param detail the facts, texts and numbers, by their names in JSON
 * @param lastSeenAt when the same was seen last
 * @param occurrences how often it was seen, at least 1
 * @param acknowledged by whom it was looked at; empty = open
 * @param muted whether no more findings of this kind are wanted for this token
 */
public record Finding(
    long id,
    Subject token,
    FindingKind kind,
    Map<String, Object> detail,
    Instant openedAt,
    Instant lastSeenAt,
    int occurrences,
    Optional<Acknowledgement> acknowledged,
    boolean muted) {

  /** The token that it is about, and whether that is dead for good. */
  public record Subject(long id, String name, boolean revoked) {}

  /** When somebody has looked at it, and who. */
  public record Acknowledgement(Instant at, Optional<Member> by) {}

  /** A member. */
  public record Member(long id, String email) {}

  /** Whether somebody has looked at it. */
  public boolean isAcknowledged() {
    return acknowledged.isPresent();
  }

  /** The name in JSON: open or acknowledged. */
  public String status() {
    return isAcknowledged() ? "acknowledged" : "open";
  }

  /** What it says to a person. */
  public String message() {
    return FindingMessage.of(kind, detail);
  }
}
