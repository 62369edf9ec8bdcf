package io.colleckt.auth.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.Optional;

/** The trace that is being worked for, for the log. */
public final class TraceId {
  private TraceId() {}

  /** That of the call on whose context this runs; empty when it has none, or nothing is traced. */
  public static Optional<String> current() {
    SpanContext span = Span.current().getSpanContext();
    return span.isValid() ? Optional.of(span.getTraceId()) : Optional.empty();
  }
}
