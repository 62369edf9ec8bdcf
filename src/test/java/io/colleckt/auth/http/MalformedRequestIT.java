package io.colleckt.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.RawHttp.Received;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not clean HTTP is refused before anything is looked up, and the connection is closed. */
class MalformedRequestIT {
  private static final String H = "Host: localhost\r\n";
  private static final String MALFORMED = "{\"message\":\"Malformed request.\"}";
  private static GuardedServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new GuardedServer();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  static Stream<Named<String>> malformed() {
    String get = "GET /v1/verify HTTP/1.1\r\n";
    String post = "POST /v1/tokens HTTP/1.1\r\n" + H;
    return Stream.of(
        Named.of(
            "two Authorization", get + H + "Authorization: Bearer a\r\nauthorization:\r\n\r\n"),
        Named.of("two Host", get + H + "hOST: localhost\r\n\r\n"),
        Named.of("no Host", get + "\r\n"),
        Named.of("two Host in 1.0", "GET / HTTP/1.0\r\n" + H + H + "\r\n"),
        Named.of("folded", get + H + "Authorization: Bearer\r\n 1|a\r\n\r\n"),
        Named.of("folded by a tab", get + H + "X-A: b\r\n\tc\r\n\r\n"),
        Named.of("folded blank", get + H + "X-A: b\r\n \r\n\r\n"),
        Named.of("first header folded", get + " " + H + "\r\n"),
        Named.of("blank before colon", get + "Host : localhost\r\n\r\n"),
        Named.of("no colon", get + H + "Authorization\r\n\r\n"),
        Named.of("nameless header", get + H + ": x\r\n\r\n"),
        Named.of("NUL in a header", get + H + "X-A: a\0b\r\n\r\n"),
        Named.of("CR in a header", get + H + "X-A: a\rX-B: b\r\n\r\n"),
        Named.of("bare LF", get + "Host: localhost\n\r\n"),
        Named.of("bare LF all over", "GET /v1/verify HTTP/1.1\nHost: localhost\n\n"),
        Named.of("bare LF at the end", get + H + "\n"),
        Named.of(
            "length and coding",
            post + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        Named.of(
            "coding and length",
            post + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n"),
        Named.of("two lengths", post + "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde"),
        Named.of("two equal lengths", post + "Content-Length: 4\r\nContent-Length: 4\r\n\r\nabcd"),
        Named.of(
            "two lengths in 1.0",
            "POST / HTTP/1.0\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde"),
        Named.of("list of lengths", post + "Content-Length: 4, 4\r\n\r\nabcd"),
        Named.of("length +4", post + "Content-Length: +4\r\n\r\nabcd"),
        Named.of("length -4", post + "Content-Length: -4\r\n\r\nabcd"),
        Named.of("length 0x4", post + "Content-Length: 0x4\r\n\r\nabcd"),
        Named.of("empty length", post + "Content-Length:\r\n\r\nabcd"),
        Named.of("huge length", post + "Content-Length: 99999999999999999999\r\n\r\nabcd"),
        Named.of("coding gzip", post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
        Named.of("coding xchunked", post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
        Named.of(
            "chunked twice",
            post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        Named.of(
            "chunked in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        Named.of("coding behind a tab", post + "Transfer-Encoding:\013chunked\r\n\r\n0\r\n\r\n"),
        Named.of("%zz", "GET /v1/%zz HTTP/1.1\r\n" + H + "\r\n"),
        Named.of("%zz of a check", "GET /v1/verify/%zz HTTP/1.1\r\n" + H + "\r\n"),
        Named.of("% at the end", "GET /v1/% HTTP/1.1\r\n" + H + "\r\n"),
        Named.of("%0 at the end", "GET /v1/%0 HTTP/1.1\r\n" + H + "\r\n"),
        Named.of("%00", "GET /v1/%00 HTTP/1.1\r\n" + H + "\r\n"),
        Named.of("%zz in a query of ours", "GET /v1/tokens?q=%zz HTTP/1.1\r\n" + H + "\r\n"),
        Named.of("NUL in the path", "GET /v1/\0 HTTP/1.1\r\n" + H + "\r\n"),
        Named.of("DEL in the path", "GET /v1/\177 HTTP/1.1\r\n" + H + "\r\n"),
        Named.of("Latin-1 in the path", "GET /v1/\u00e9 HTTP/1.1\r\n" + H + "\r\n"),
        Named.of("blank in the path", "GET /v1/a b HTTP/1.1\r\n" + H + "\r\n"),
        Named.of("no path", "GET HTTP/1.1\r\n" + H + "\r\n"),
        Named.of("no slash", "GET v1/verify HTTP/1.1\r\n" + H + "\r\n"),
        Named.of("OPTIONS *", "OPTIONS * HTTP/1.1\r\n" + H + "\r\n"),
        Named.of("CONNECT", "CONNECT localhost:80 HTTP/1.1\r\n" + H + "\r\n"),
        Named.of("no version", "GET /v1/verify\r\n" + H + "\r\n"),
        Named.of("lower case version", "GET /v1/verify http/1.1\r\n" + H + "\r\n"),
        Named.of("bad method", "G(T /v1/verify HTTP/1.1\r\n" + H + "\r\n"),
        Named.of("TLS on a plain port", "\026\003\001\002\000\001\000\001\374\003\003\r\n\r\n"),
        Named.of("two blanks", "GET  /v1/verify HTTP/1.1\r\n" + H + "\r\n"),
        Named.of("tab in the line", "GET /v1/verify\tHTTP/1.1\r\n" + H + "\r\n"),
        Named.of("CR in the line", "GET /v1/verify\rHTTP/1.1\r\n" + H + "\r\n"));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void malformedGets400AndTheConnectionIsClosed(String request) throws Exception {
    int before = server.asked();
    Received received = server.exchange(request);
    assertThat(received.status()).as(received.text()).isEqualTo(400);
    assertThat(received.body()).isEqualTo(MALFORMED);
    assertThat(received.text()).contains("content-type: application/json", "connection: close");
    assertThat(received.closed()).isTrue();
    assertThat(server.asked()).isEqualTo(before);
  }

  @Test
  void aMalformedRequestBehindGoodOnesEndsTheConnectionAfterTheirAnswers() throws Exception {
    int before = server.asked();
    String good = "GET /v1/verify HTTP/1.1\r\n" + H + "\r\n";
    String bad = "GET /v1/verify HTTP/1.1\r\n" + H + H + "\r\n";
    Received received = server.exchange(good + good + bad + good);
    assertThat(received.text().split("HTTP/1\\.1 200 OK", -1)).hasSize(3);
    assertThat(received.text()).endsWith(MALFORMED);
    assertThat(received.closed()).isTrue();
    assertThat(server.asked()).isEqualTo(before + 2);
  }

  @Test
  void nothingIsReadFromWhatFollowsASmuggledBody() throws Exception {
    int before = server.asked();
    String smuggled = "GET /v1/verify HTTP/1.1\r\n" + H + "\r\n";
    Received received =
        server.exchange(
            "POST /v1/verify HTTP/1.1\r\n"
                + H
                + "Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                + smuggled);
    assertThat(received.text().split("HTTP/1\\.", -1)).hasSize(2);
    assertThat(received.status()).isEqualTo(400);
    assertThat(received.closed()).isTrue();
    assertThat(server.asked()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zz\r\nabc\r\n", "2\r\nabc\r\n", "-1\r\n\r\n", "3;a\nb\r\nabc\r\n"})
  void aMalformedChunkClosesTheConnection(String chunk) throws Exception {
    Received received =
        server.exchange(
            "POST /v1/tokens HTTP/1.1\r\n" + H + "Transfer-Encoding: chunked\r\n\r\n" + chunk);
    assertThat(received.text()).doesNotContain("200 OK");
    assertThat(received.closed()).isTrue();
  }
}
