package io.colleckt.auth.activity;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How long the periods are in which calls are counted. They begin in UTC. */
public enum SummaryStep {
  HOUR("hour", ChronoUnit.HOURS, 31),
  DAY("day", ChronoUnit.DAYS, 90);

  private final String label;
  private final ChronoUnit unit;
  private final int longestDays;

  SummaryStep(String label, ChronoUnit unit, int longestDays) {
    this.label = label;
    this.unit = unit;
    this.longestDays = longestDays;
  }

  /** The step of that name. */
  public static Optional<SummaryStep> of(String label) {
    for (SummaryStep step : values()) {
      if (step.label.equals(label)) {
        return Optional.of(step);
      }
    }
    return Optional.empty();
  }

  /** The name in JSON. */
  public String label() {
    return label;
  }

  /** How long one period is. */
  public Duration length() {
    return unit.getDuration();
  }

  /** For how many days at most calls are counted so. */
  public int longestDays() {
    return longestDays;
  }

  /** The beginning of the period in which that instant is. */
  public Instant begin(Instant instant) {
    return instant.truncatedTo(unit);
  }

  /** The end of the period in which the last moment before that instant is. */
  public Instant end(Instant instant) {
    Instant begin = begin(instant);
    return begin.equals(instant) ? instant : begin.plus(length());
  }
}
