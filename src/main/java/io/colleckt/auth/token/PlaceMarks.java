package io.colleckt.auth.token;

import java.util.List;

/**
 * Place these marks in Redis. Answered with {@link MarksPlaced} only after Redis has confirmed each
 * of them; everything else (an error, no reply, out of memory, a missing function) is a failed
 * future and means "not placed".
 */
public record PlaceMarks(List<Mark> marks) {
  public PlaceMarks {
    marks = List.copyOf(marks);
  }
}
