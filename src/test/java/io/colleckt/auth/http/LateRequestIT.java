package io.colleckt.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.RawHttp;
import io.colleckt.auth.testing.RawHttp.Received;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What does not arrive in time: headers within 5 s, a body within 10 s. */
@Execution(ExecutionMode.CONCURRENT)
class LateRequestIT {
  private static final Duration PATIENCE = Duration.ofSeconds(14);
  private static final String GOOD = "GET /v1/verify HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static GuardedServer server;

  @BeforeAll
  static void start() {
    server = new GuardedServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void slowHeadersAreClosedAfterFiveSeconds() throws Exception {
    long start = System.nanoTime();
    try (RawHttp http = new RawHttp(server.port())) {
      Received received = drip(http, GOOD);
      assertThat(received.text()).isEmpty();
      assertThat(received.closed()).isTrue();
    }
    assertThat(secondsSince(start)).isBetween(4.9, 8.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"G", "GET /v1/verify HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: a\r\n"})
  void headersThatStopAreClosedAfterFiveSeconds(String part) throws Exception {
    long start = System.nanoTime();
    Received received = RawHttp.exchange(server.port(), part, PATIENCE);
    assertThat(received.text()).isEmpty();
    assertThat(received.closed()).isTrue();
    assertThat(secondsSince(start)).isBetween(4.9, 8.0);
  }

  @Test
  void theFiveSecondsBeginAnewWithEachRequest() throws Exception {
    try (RawHttp http = new RawHttp(server.port())) {
      for (int i = 0; i < 3; i++) {
        http.send(GOOD.substring(0, 20));
        Thread.sleep(2_500);
        http.send(GOOD.substring(20) + "\r\n");
        assertThat(http.receive(Duration.ofMillis(200)).status()).isEqualTo(200);
      }
      assertThat(http.receive(Duration.ofSeconds(5)).closed()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /v1/tokens HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n{",
        "POST /v1/tokens HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"
      })
  void aBodyThatStopsGets408AfterTenSeconds(String part) throws Exception {
    long start = System.nanoTime();
    Received received = RawHttp.exchange(server.port(), part, PATIENCE);
    assertThat(received.status()).isEqualTo(408);
    assertThat(received.body()).isEqualTo("{\"message\":\"The body did not arrive in time.\"}");
    assertThat(received.closed()).isTrue();
    assertThat(secondsSince(start)).isBetween(9.9, 13.0);
  }

  @Test
  void aCheckIsAnsweredBeforeItsLateBodyAndThenClosed() throws Exception {
    long start = System.nanoTime();
    String part = "GET /v1/verify HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n{";
    Received received = RawHttp.exchange(server.port(), part, PATIENCE);
    assertThat(received.status()).isEqualTo(200);
    assertThat(received.body()).isEqualTo("checked");
    assertThat(received.closed()).isTrue();
    assertThat(secondsSince(start)).isBetween(9.9, 14.0);
  }

  @Test
  void anIdleConnectionIsKept() throws Exception {
    assertThat(RawHttp.exchange(server.port(), GOOD, PATIENCE).closed()).isFalse();
  }

  /** One byte each 0.3 s, until the server has had enough. */
  private static Received drip(RawHttp http, String text) throws IOException {
    Received received = new Received("", false);
    for (int i = 0; i < text.length() && !received.closed(); i++) {
      http.send(text.substring(i, i + 1));
      received = http.receive(Duration.ofMillis(300));
    }
    return received;
  }

  private static double secondsSince(long startNanos) {
    return (System.nanoTime() - startNanos) / 1e9;
  }
}
