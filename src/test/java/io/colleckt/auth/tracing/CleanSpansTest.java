package io.colleckt.auth.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class CleanSpansTest {
  private static final Path CONTRACT = Path.of("src/main/resources/openapi.yaml");

  private final Kept kept = new Kept();

  @Test
  void everyCallOfTheContractTellsItsPartOfTheApiAndNothingBehindIt() throws Exception {
    for (String path : paths()) {
      String part = path.split("/", -1)[2];
      assertThat(routeOf(path.replace("{id}", "7"))).as(path).isEqualTo("/v1/" + part);
    }
  }

  @Test
  void whatTheServiceDoesNotKnowHasNoRoute() {
    assertThat(routeOf("/v1/tokens7")).isNull();
    assertThat(routeOf("/canary/v1/tokens")).isNull();
  }

  private String routeOf(String path) {
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(new CleanSpans(kept)))
            .build()) {
      provider.get("test").spanBuilder("GET").setAttribute("url.path", path).startSpan().end();
    }
    SpanData last = kept.spans.get(kept.spans.size() - 1);
    return last.getAttributes().get(AttributeKey.stringKey("http.route"));
  }

  private static List<String> paths() throws Exception {
    Map<String, Map<String, ?>> contract = new Yaml().load(Files.readString(CONTRACT));
    return List.copyOf(contract.get("paths").keySet());
  }

  /** An exporter that keeps what it gets. */
  private static final class Kept implements SpanExporter {
    private final List<SpanData> spans = new ArrayList<>();

    @Override
    public CompletableResultCode export(Collection<SpanData> more) {
      spans.addAll(more);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
