package io.colleckt.auth.http;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.colleckt.auth.testing.RawHttp;
import io.colleckt.auth.testing.RawHttp.Received;
import io.colleckt.auth.token.Cidr;
import io.colleckt.auth.tracing.Tracing;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * Each request of management has a name that its answer tells, and the log where it tells of it.
 */
class RequestIdIT {
  private static final String GIVEN = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private Vertx vertx = Vertx.vertx();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger failures = (Logger) LoggerFactory.getLogger(Failures.class);

  @BeforeEach
  void listen() {
    log.start();
    failures.addAppender(log);
  }

  @AfterEach
  void stop() {
    failures.detachAppender(log);
    await(vertx.close());
  }

  @Test
  void anAnswerTellsTheNameThatItsRequestWasGiven() throws Exception {
    Received one = get(List.of(), "/fine", "");
    Received other = get(List.of(), "/fine", "");
    assertThat(name(one)).matches("[0-9a-f]{32}").isNotEqualTo(name(other));
  }

  @Test
  void aTrustedProxyNamesRequests() throws Exception {
    assertThat(name(get(List.of(Cidr.parse("127.0.0.0/8")), "/fine", GIVEN))).isEqualTo(GIVEN);
  }

  @Test
  void nobodyElseDoes() throws Exception {
    assertThat(name(get(List.of(), "/fine", GIVEN))).matches("[0-9a-f]{32}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "short",
        "a b c d e f g h",
        "abcdefgh\u00e9",
        "12|abcdefghijklmnop",
        "aaaaaaaa,bbbbbbb"
      })
  void whatIsNoNameIsNotTaken(String given) throws Exception {
    List<Cidr> trusted = List.of(Cidr.parse("127.0.0.0/8"));
    assertThat(name(get(trusted, "/fine", given))).matches("[0-9a-f]{32}");
    assertThat(name(get(trusted, "/fine", "a".repeat(41)))).matches("[0-9a-f]{32}");
  }

  @Test
  void aFaultOfOursIsToldByItsNameInAnswerAndLog() throws Exception {
    Received received = get(List.of(), "/broken", "");
    assertThat(received.status()).isEqualTo(500);
    assertThat(received.body())
        .isEqualTo(
            "{\"message\":\"Something went wrong on our side.\",\"request_id\":\"%s\"}"
                .formatted(name(received)));
    assertThat(log.list)
        .singleElement()
        .satisfies(
            line ->
                assertThat(line.getMDCPropertyMap()).containsEntry("request_id", name(received)));
  }

  @Test
  void theLogTellsTheTraceThatIsWorkedFor() throws Exception {
    await(vertx.close());
    try (Tracing tracing = Tracing.to(URI.create("http://127.0.0.1:9"))) {
      vertx = Vertx.builder().withTracer(tracing.factory()).build();
      get(List.of(), "/broken", "x\r\ntraceparent: 00-" + TRACE + "-00f067aa0ba902b7-00");
    }
    assertThat(log.list)
        .singleElement()
        .satisfies(line -> assertThat(line.getMDCPropertyMap()).containsEntry("trace_id", TRACE));
  }

  @Test
  void aRefusalIsToldAsBefore() throws Exception {
    assertThat(get(List.of(), "/nowhere", "").body()).isEqualTo("{\"message\":\"Not found.\"}");
  }

  private Received get(List<Cidr> trusted, String path, String given) throws Exception {
    Router router = Router.router(vertx);
    router.route().handler(new RequestId(new ClientAddress(trusted))::name);
    router.get("/fine").handler(context -> context.response().end("fine"));
    router.get("/broken").handler(context -> context.fail(new IllegalStateException("inside")));
    Failures.install(router);
    HttpServer server = ServerLimits.DEFAULT.serverOn(vertx, connection -> {});
    await(ServerLimits.listen(server.requestHandler(router), 0, "127.0.0.1"));
    String header = given.isEmpty() ? "" : RequestId.HEADER + ": " + given + "\r\n";
    String request = "GET %s HTTP/1.1\r\nHost: a\r\n%sConnection: close\r\n\r\n";
    return RawHttp.exchange(
        server.actualPort(), request.formatted(path, header), Duration.ofSeconds(10));
  }

  private static String name(Received received) {
    return received.text().replaceFirst("(?is).*?\r\nX-Request-Id: ([^\r]*)\r.*", "$1");
  }
}
