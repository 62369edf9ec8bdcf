package io.colleckt.auth.token;

import java.util.List;

/** The marks of these outbox rows stand in the Redis process of this namespace. */
public record MarksConfirmed(List<Long> outboxIds, String namespace) {
  public MarksConfirmed {
    outboxIds = List.copyOf(outboxIds);
  }
}
