package io.colleckt.auth.token;

import java.util.List;

/** The marks of these outbox rows stand, as Redis has said. */
public record MarksConfirmed(List<Long> outboxIds, MarksPlaced placed) {
  public MarksConfirmed {
    outboxIds = List.copyOf(outboxIds);
  }
}
