package io.colleckt.auth.http;

import io.colleckt.auth.activity.SummarizeActivity;
import io.colleckt.auth.activity.SummaryStep;
import java.time.Duration;
import java.time.Instant;

/** Over which time calls are to be counted, and in which steps. */
final class SummaryQuery {
  private static final Duration USUAL = Duration.ofHours(24);
  private static final Duration LONGEST_BY_HOUR_UNASKED = Duration.ofDays(3);

  private SummaryQuery() {}

  /**
   * The question in a request; its ends are those of whole periods.
   *
   * @throws Refused with 422 when the time is too long, or too long for the step
   */
  static SummarizeActivity of(Request request) {
    TimeSpan span = TimeSpan.of(request);
    Instant to = span.to().orElseGet(Instant::now);
    Instant from = span.from().orElseGet(() -> to.minus(USUAL));
    if (!from.isBefore(to)) {
      throw new Refused(Failures.invalid("from", "The from must be before the to."));
    }
    Duration length = Duration.between(from, to);
    SummaryStep step =
        request.text("step").flatMap(SummaryStep::of).orElseGet(() -> usualStep(length));
    if (length.compareTo(Duration.ofDays(step.longestDays())) > 0) {
      String message =
          "The from and the to may be at most %d days apart for a step of one %s."
              .formatted(step.longestDays(), step.label());
      throw new Refused(Failures.invalid("from", message));
    }
    return new SummarizeActivity(
        request.actor().workspaceId(),
        request.number("token_id"),
        step.begin(from),
        step.end(to),
        step);
  }

  private static SummaryStep usualStep(Duration length) {
    return length.compareTo(LONGEST_BY_HOUR_UNASKED) > 0 ? SummaryStep.DAY : SummaryStep.HOUR;
  }
}
