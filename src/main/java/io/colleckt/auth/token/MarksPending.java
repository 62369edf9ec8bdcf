package io.colleckt.auth.token;

import java.util.List;

/** The marks that the outbox demands. Fewer than were asked for = all of them. */
public record MarksPending(List<Mark> marks) {
  public MarksPending {
    marks = List.copyOf(marks);
  }
}
