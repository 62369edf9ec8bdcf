package io.colleckt.auth.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets out of this process what is known to hold no secret, and nothing else: method, status, which
 * part of the API. Paths, queries, {@code tracestate} and messages of failures stay, since clients
 * put tokens into them, and an invitation is one.
 */
final class CleanSpans implements SpanExporter {
  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<String> STATUS =
      AttributeKey.stringKey("http.response.status_code");
  private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
  private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");

  /** The names of resources; what follows is somebody's. */
  private static final Pattern RESOURCE =
      Pattern.compile(
          "/v1/(?:verify|me|introspect|revoke|leaks|session|tokens|activity|audit|findings|members|"
              + "password|invitations|webhooks|workspace)(?=/|$)");

  private static final Pattern KNOWN_METHOD = Pattern.compile("[A-Z]{3,7}");

  private final SpanExporter exporter;

  CleanSpans(SpanExporter exporter) {
    this.exporter = exporter;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    return exporter.export(spans.stream().<SpanData>map(Clean::new).toList());
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }

  private static final class Clean extends DelegatingSpanData {
    Clean(SpanData span) {
      super(span);
    }

    @Override
    public SpanContext getSpanContext() {
      SpanContext told = super.getSpanContext();
      return SpanContext.create(
          told.getTraceId(), told.getSpanId(), told.getTraceFlags(), TraceState.getDefault());
    }

    @Override
    public Attributes getAttributes() {
      Attributes told = super.getAttributes();
      AttributesBuilder clean = Attributes.builder();
      put(clean, METHOD, known(told.get(METHOD)));
      put(clean, STATUS, told.get(STATUS));
      put(clean, ROUTE, route(told.get(PATH)));
      return clean.build();
    }

    @Override
    public int getTotalAttributeCount() {
      return getAttributes().size();
    }

    @Override
    public String getName() {
      return known(super.getName());
    }

    @Override
    public StatusData getStatus() {
      return StatusData.create(super.getStatus().getStatusCode(), "");
    }

    @Override
    public List<EventData> getEvents() {
      return List.of();
    }

    @Override
    public int getTotalRecordedEvents() {
      return 0;
    }

    private static void put(AttributesBuilder to, AttributeKey<String> key, String value) {
      if (value != null) {
        to.put(key, value);
      }
    }

    /** A name that a client has made up is not passed on. */
    private static String known(String method) {
      return method == null || KNOWN_METHOD.matcher(method).matches() ? method : "other";
    }

    private static String route(String path) {
      Matcher resource = RESOURCE.matcher(path == null ? "" : path);
      return resource.lookingAt() ? resource.group() : null;
    }
  }
}
