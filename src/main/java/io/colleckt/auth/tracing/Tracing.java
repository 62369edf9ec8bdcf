package io.colleckt.auth.tracing;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.vertx.core.spi.VertxTracerFactory;
import io.vertx.tracing.opentelemetry.OpenTelemetryTracingFactory;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Traces what a node is asked, by W3C {@code traceparent}, and sends the spans by OTLP over HTTP.
 * The standard {@code OTEL_} variables go before what is set here. As it stands only those calls
 * are traced whose sender has them traced.
 */
public final class Tracing implements AutoCloseable {
  private static final long LAST_SPANS_SECONDS = 1;

  private final OpenTelemetrySdk sdk;

  private Tracing(OpenTelemetrySdk sdk) {
    this.sdk = sdk;
  }

  /**
   * Makes ready; nothing is sent before there are spans.
   *
   * @param otlp the receiver, without a path
   */
  public static Tracing to(URI otlp) {
    Map<String, String> settings =
        Map.of(
            "otel.service.name", "colleckt-auth",
            "otel.exporter.otlp.endpoint", otlp.toString(),
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.propagators", "tracecontext",
            "otel.traces.sampler", "parentbased_always_off",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none");
    return new Tracing(
        AutoConfiguredOpenTelemetrySdk.builder()
            .addPropertiesSupplier(() -> settings)
            .addSpanExporterCustomizer((exporter, config) -> new CleanSpans(exporter))
            .disableShutdownHook()
            .build()
            .getOpenTelemetrySdk());
  }

  /** By which a Vert.x is traced. */
  public VertxTracerFactory factory() {
    return new OpenTelemetryTracingFactory(sdk);
  }

  /** Sends what is left, for a second at most. */
  @Override
  public void close() {
    sdk.getSdkTracerProvider().shutdown().join(LAST_SPANS_SECONDS, TimeUnit.SECONDS);
  }
}
