package io.colleckt.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.token.Cidr;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who asked for what, as trusted proxies tell it, and as nobody else does. */
class ForwardedIT {
  private static GuardedServer behindProxy;
  private static GuardedServer alone;

  @BeforeAll
  static void start() {
    List<Cidr> trusted = List.of(Cidr.parse("127.0.0.0/8"), Cidr.parse("10.0.0.0/8"));
    behindProxy = new GuardedServer(telling(new ClientAddress(trusted)));
    alone = new GuardedServer(telling(new ClientAddress(List.of())));
  }

  @AfterAll
  static void stop() {
    behindProxy.close();
    alone.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          X-Forwarded-For: 192.0.2.7                                    | 192.0.2.7
          X-Forwarded-For: 192.0.2.7, 10.1.1.1                          | 192.0.2.7
          X-Forwarded-For: 198.51.100.1, 192.0.2.7 , 10.1.1.1           | 192.0.2.7
          X-Forwarded-For: 198.51.100.1;X-Forwarded-For: 192.0.2.7      | 192.0.2.7
          X-Forwarded-For: 192.0.2.7;x-forwarded-for: 10.1.1.1,10.0.0.2 | 192.0.2.7
          X-Forwarded-For: 10.2.2.2, 10.1.1.1                           | 10.2.2.2
          X-Forwarded-For: 192.0.2.7:4711                               | 192.0.2.7
          X-Forwarded-For: [2001:db8::1]:4711                           | 2001:db8:0:0:0:0:0:1
          X-Forwarded-For: 2001:db8::1                                  | 2001:db8:0:0:0:0:0:1
          X-Forwarded-For: 192.0.2.7, unknown, 10.1.1.1                 | 10.1.1.1
          X-Forwarded-For: 192.0.2.7,                                   | 127.0.0.1
          X-Forwarded-For: ,                                            | 127.0.0.1
          X-Forwarded-For:                                              | 127.0.0.1
          X-Forwarded-For: evil.example.com                             | 127.0.0.1
          X-Real-IP: 192.0.2.7                                          | 127.0.0.1
          """)
  void theRightMostAddressThatIsNoProxy(String headers, String address) throws Exception {
    for (int time = 0; time < 2; time++) {
      assertThat(ask(behindProxy, "/v1/verify", headers)).startsWith(address + " ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          X-Original-Method: PUT;X-Original-URI: /orders/7?token=12    | PUT /orders/7
          X-Forwarded-Method: PUT;X-Forwarded-Uri: /orders/7#a?b       | PUT /orders/7
          X-Original-URI: /a\tb%0d c\u00e9                           | GET /a?b%0d c?
          X-Original-Method: DELETEDELETEDELETE                        | DELETEDELETEDELE /v1/verify
          X-Original-URI: /mine;X-Forwarded-Uri: /theirs               | GET /v1/verify
          X-Original-Method: PUT;X-Forwarded-Uri: /theirs              | GET /v1/verify
          X-Original-URI: /mine;X-Forwarded-Method: PUT                | GET /v1/verify
          """)
  void theRequestThatTheProxyHasSeen(String headers, String request) throws Exception {
    assertThat(ask(behindProxy, "/v1/verify", headers)).isEqualTo("127.0.0.1 " + request);
  }

  @Test
  void thePathBelowVerifyIsTheOriginalOneWithEnvoy() throws Exception {
    assertThat(ask(behindProxy, "/v1/verify/orders/7?a=b", "X-A: b"))
        .isEqualTo("127.0.0.1 GET /orders/7");
    assertThat(ask(behindProxy, "/v1/verify/orders/7", "X-Original-URI: /mine"))
        .isEqualTo("127.0.0.1 GET /orders/7");
  }

  @Test
  void aLongPathIsCut() throws Exception {
    assertThat(ask(behindProxy, "/v1/verify", "X-Original-URI: /" + "a".repeat(3000)))
        .isEqualTo("127.0.0.1 GET /" + "a".repeat(1023));
  }

  @Test
  void nobodyElseIsBelieved() throws Exception {
    String headers = "X-Forwarded-For: 192.0.2.7;X-Original-Method: PUT;X-Original-URI: /orders";
    assertThat(ask(alone, "/v1/verify/orders", headers))
        .isEqualTo("127.0.0.1 GET /v1/verify/orders");
  }

  private static Handler<HttpServerRequest> telling(ClientAddress addresses) {
    return request -> request.response().end(told(addresses, request));
  }

  private static String told(ClientAddress addresses, HttpServerRequest request) {
    OriginalRequest original = OriginalRequest.of(request, addresses.trustsPeerOf(request));
    return addresses.of(request) + " " + original.method() + " " + original.path();
  }

  private static String ask(GuardedServer server, String path, String headers) throws Exception {
    String head = "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";
    return server.exchange(head + headers.replace(";", "\r\n") + "\r\n\r\n").body();
  }
}
