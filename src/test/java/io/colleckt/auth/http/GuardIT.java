package io.colleckt.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.RawHttp;
import io.colleckt.auth.testing.RawHttp.Received;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits and versions, and which way a request goes that is clean HTTP. */
class GuardIT {
  private static final String H = "Host: localhost\r\n";
  private static final String CLOSE = "Connection: close\r\n";
  private static final Duration A_WHILE = Duration.ofSeconds(3);
  private static GuardedServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new GuardedServer();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void moreThanEightKibOfHeadersGets431() throws Exception {
    int before = server.asked();
    String header = "X-Filler: " + "a".repeat(1000) + "\r\n";
    Received received =
        server.exchange("GET /v1/verify HTTP/1.1\r\n" + H + header.repeat(9) + "\r\n");
    assertThat(received.status()).isEqualTo(431);
    assertThat(received.body()).isEqualTo("{\"message\":\"The headers are too large.\"}");
    assertThat(received.closed()).isTrue();
    assertThat(server.asked()).isEqualTo(before);
  }

  @Test
  void sevenKibOfHeadersPass() throws Exception {
    String header = "X-Filler: " + "a".repeat(1000) + "\r\n";
    String request = "GET /v1/verify HTTP/1.1\r\n" + H + CLOSE + header.repeat(7) + "\r\n";
    assertThat(server.exchange(request).body()).isEqualTo("checked");
  }

  static Stream<Named<String>> longLines() {
    return Stream.of(
        Named.of("path", "GET /v1/verify/" + "a".repeat(5000) + " HTTP/1.1\r\n" + H + "\r\n"),
        Named.of("query", "GET /v1/verify?a=" + "a".repeat(5000) + " HTTP/1.1\r\n" + H + "\r\n"),
        Named.of("method", "G".repeat(5000) + " / HTTP/1.1\r\n" + H + "\r\n"),
        Named.of("line without an end", "G".repeat(5000)));
  }

  @ParameterizedTest
  @MethodSource("longLines")
  void aLongRequestLineGets414(String request) throws Exception {
    Received received = server.exchange(request);
    assertThat(received.status()).isEqualTo(414);
    assertThat(received.body()).isEqualTo("{\"message\":\"The request line is too long.\"}");
    assertThat(received.closed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0",
        "GET /v1/verify HTTP/2.0\r\nHost: localhost\r\n\r\n",
        "GET /v1/verify HTTP/1.2\r\nHost: localhost\r\n\r\n"
      })
  void otherVersionsGet501(String request) throws Exception {
    Received received = server.exchange(request);
    assertThat(received.status()).isEqualTo(501);
    assertThat(received.closed()).isTrue();
  }

  @Test
  void anUpgradeToH2cIsIgnored() throws Exception {
    Received received =
        RawHttp.exchange(
            server.port(),
            "GET /v1/verify HTTP/1.1\r\n"
                + H
                + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
                + "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n\r\n",
            A_WHILE);
    assertThat(received.status()).isEqualTo(200);
    assertThat(received.body()).isEqualTo("checked");
    assertThat(received.closed()).isFalse();
  }

  @Test
  void aWebSocketIsNotOpened() throws Exception {
    Received received =
        RawHttp.exchange(
            server.port(),
            "GET /v1/verify HTTP/1.1\r\n"
                + H
                + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
            A_WHILE);
    assertThat(received.status()).isEqualTo(200);
  }

  static Stream<Named<String>> checks() {
    return Stream.of(
        Named.of("verify", "GET /v1/verify HTTP/1.1\r\n" + H),
        Named.of("me", "GET /v1/me HTTP/1.1\r\n" + H),
        Named.of("below verify", "DELETE /v1/verify/orders/7?a=%zz HTTP/1.1\r\n" + H),
        Named.of("query", "GET /v1/verify?ability=read HTTP/1.1\r\n" + H),
        Named.of("absolute", "GET http://localhost/v1/verify HTTP/1.1\r\n" + H),
        Named.of("HTTP/1.0 without Host", "GET /v1/verify HTTP/1.0\r\n"),
        Named.of("blank line first", "\r\nGET /v1/verify HTTP/1.1\r\n" + H),
        Named.of("no blank after the colon", "GET /v1/verify HTTP/1.1\r\nHost:localhost\r\n"),
        Named.of("blanks around a value", "GET /v1/verify HTTP/1.1\r\nHost: \t localhost \t\r\n"),
        Named.of("empty values", "GET /v1/verify HTTP/1.1\r\n" + H + "A:\r\nB: \r\nC:   \r\n"),
        Named.of("POST without a length", "POST /v1/verify HTTP/1.1\r\n" + H));
  }

  @ParameterizedTest
  @MethodSource("checks")
  void checksGoTheShortWay(String head) throws Exception {
    Received received = server.exchange(head + CLOSE + "\r\n");
    assertThat(received.status()).as(received.text()).isEqualTo(200);
    assertThat(received.body()).isEqualTo("checked");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/v1/verifyx", "/v1/me/", "/v1/mex", "/v1//verify", "/v1/%76erify", "/V1/ME"})
  void allElseGoesToTheRouter(String path) throws Exception {
    Received received = server.exchange("GET " + path + " HTTP/1.1\r\n" + H + CLOSE + "\r\n");
    assertThat(received.body()).isEqualTo("managed ");
  }

  @Test
  void aBodyInPiecesArrives() throws Exception {
    Received received =
        server.exchange(
            "POST /v1/tokens HTTP/1.1\r\n"
                + H
                + CLOSE
                + "Transfer-Encoding: Chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\nX-T: x\r\n\r\n");
    assertThat(received.body()).isEqualTo("managed abcde");
  }
}
