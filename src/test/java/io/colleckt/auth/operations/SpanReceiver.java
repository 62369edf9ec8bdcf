package io.colleckt.auth.operations;

import static io.colleckt.auth.testing.Await.await;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** Receives spans by OTLP over HTTP, and reads them by the protocol's own classes. */
final class SpanReceiver implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final List<ResourceSpans> received = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  SpanReceiver() {
    server = await(vertx.createHttpServer().requestHandler(this::receive).listen(0, "127.0.0.1"));
  }

  /** Where it listens, as the setting wants it. */
  URI address() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  /** All spans so far. */
  List<Span> spans() {
    return received.stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  /** All that came, as text. */
  String text() {
    return received.toString();
  }

  private void receive(HttpServerRequest request) {
    boolean zipped = "gzip".equals(request.getHeader("Content-Encoding"));
    request
        .body()
        .onSuccess(body -> received.addAll(read(body, zipped)))
        .onSuccess(body -> request.response().end());
  }

  private static List<ResourceSpans> read(Buffer body, boolean zipped) {
    try (InputStream bytes = new ByteArrayInputStream(body.getBytes());
        InputStream plain = zipped ? new GZIPInputStream(bytes) : bytes) {
      return ExportTraceServiceRequest.parseFrom(plain).getResourceSpansList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
