package io.colleckt.auth.operations;

import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.RawHttp;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.testing.RunningNode;
import io.colleckt.auth.testing.Stores;
import io.colleckt.auth.testing.TestToken;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A node that sends spans to a receiver of the test. */
class TracingIT {
  private static final long SOON_MILLIS = 30_000;
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";

  private static SpanReceiver receiver;
  private static Database database;
  private static RedisProcess redis;
  private static RunningNode node;

  @BeforeAll
  static void start() throws Exception {
    receiver = new SpanReceiver();
    database = Stores.shared().freshDatabase();
    redis = new RedisProcess();
    node =
        RunningNode.on(
            database, redis.url(), Map.of("COLLECKT_OTLP_URL", receiver.address().toString()));
  }

  @AfterAll
  static void stop() throws Exception {
    node.close();
    redis.close();
    receiver.close();
  }

  @Test
  void aCallThatItsSenderHasTracedIsASpanOfThatTrace() throws Exception {
    TestToken token = TestToken.insert(database);
    ask("/v1/verify", token, "00-%s-%s-01".formatted(TRACE, PARENT));
    assertThat(becomesTrue(SOON_MILLIS, () -> !spansOf(TRACE).isEmpty())).isTrue();
    Span span = spansOf(TRACE).get(0);
    assertThat(hex(span.getParentSpanId().toByteArray())).isEqualTo(PARENT);
    assertThat(span.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
    assertThat(span.getName()).isEqualTo("GET");
    assertThat(attributes(span))
        .containsEntry("http.request.method", "GET")
        .containsEntry("http.route", "/v1/verify")
        .containsKey("http.response.status_code");
    assertThat(receiver.text()).contains("colleckt-auth");
  }

  @Test
  void noSpanTellsATokenAnAddressOrAPath() throws Exception {
    String trace = "5bf92f3577b34da6a3ce929d0e0e4737";
    TestToken token = TestToken.insert(database);
    String parent = "00-%s-%s-01".formatted(trace, PARENT);
    ask("/v1/verify/canary/" + token.plainText().replace("|", "%7C"), token, parent);
    ask("/v1/verify?ability=" + token.secret(), token, parent);
    ask("/v1/invitations/" + token.secret(), token, parent);
    ask("/canary?token=" + token.secret(), token, parent);
    assertThat(becomesTrue(SOON_MILLIS, () -> spansOf(trace).size() >= 4)).isTrue();
    assertThat(receiver.text())
        .doesNotContain(token.secret(), "canary", "192.0.2.7")
        .doesNotContain(token.secret().substring(0, 20));
    assertThat(spansOf(trace).stream().map(TracingIT::attributes).flatMap(m -> m.keySet().stream()))
        .containsOnly("http.request.method", "http.response.status_code", "http.route");
  }

  @Test
  void whatClientsMakeUpIsNotPassedOn() throws Exception {
    String trace = "8bf92f3577b34da6a3ce929d0e0e473a";
    TestToken token = TestToken.insert(database);
    String parent =
        "00-%s-%s-01\r\ntracestate: canary=%s".formatted(trace, PARENT, token.plainText());
    ask("GET", "/v1/verify", token, parent);
    ask("CANARY" + token.secret(), "/v1/me", token, parent);
    assertThat(becomesTrue(SOON_MILLIS, () -> spansOf(trace).size() >= 2)).isTrue();
    assertThat(receiver.text()).doesNotContain(token.secret(), "canary", "CANARY");
  }

  @Test
  void whatNobodyTracesIsNotTraced() throws Exception {
    String unsampled = "6bf92f3577b34da6a3ce929d0e0e4738";
    String sampled = "7bf92f3577b34da6a3ce929d0e0e4739";
    TestToken token = TestToken.insert(database);
    ask("/v1/verify", token, "00-%s-%s-00".formatted(unsampled, PARENT));
    ask("/v1/verify", token, "junk");
    ask("/v1/verify", token, "00-%s-%s-01".formatted(sampled, PARENT));
    assertThat(becomesTrue(SOON_MILLIS, () -> !spansOf(sampled).isEmpty())).isTrue();
    assertThat(spansOf(unsampled)).isEmpty();
    assertThat(receiver.spans()).allMatch(span -> !span.getParentSpanId().isEmpty());
  }

  private static List<Span> spansOf(String trace) {
    return receiver.spans().stream()
        .filter(span -> hex(span.getTraceId().toByteArray()).equals(trace))
        .toList();
  }

  private static Map<String, String> attributes(Span span) {
    return span.getAttributesList().stream()
        .collect(Collectors.toMap(KeyValue::getKey, one -> one.getValue().getStringValue()));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static void ask(String target, TestToken token, String traceparent) throws Exception {
    ask("GET", target, token, traceparent);
  }

  private static void ask(String method, String target, TestToken token, String traceparent)
      throws Exception {
    String request =
        "%s %s HTTP/1.1\r\nHost: a\r\nUser-Agent: canary\r\nX-Forwarded-For: 192.0.2.7\r\n"
                .formatted(method, target)
            + "traceparent: %s\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
                .formatted(traceparent, token.plainText());
    int port = node.node().httpPort();
    assertThat(RawHttp.exchange(port, request, Duration.ofSeconds(10)).status()).isNotZero();
  }
}
