package io.colleckt.auth.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.RawHttp;
import io.colleckt.auth.testing.RawHttp.Received;
import io.colleckt.auth.testing.TestToken;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Proxies that Debian does not have: the requests that they send by their documentation. What their
 * files say is read by {@link ProxyFilesTest}.
 */
class ProxyShapesIT {
  private static final String CLIENT = "192.0.2.7";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static House house;

  /** What is asked about DELETE /orders/7?a=b, which a client at {@link #CLIENT} has sent. */
  enum Shape {
    /** Middleware ForwardAuth: GET, and what was asked in X-Forwarded-*. */
    TRAEFIK(
        "GET /v1/verify",
        "X-Forwarded-Method: DELETE",
        "X-Forwarded-Proto: https",
        "X-Forwarded-Host: api.example.com",
        "X-Forwarded-Uri: /orders/7?a=b",
        "X-Forwarded-For: " + CLIENT,
        "User-Agent: shop/1.0"),
    /** Filter ext_authz over HTTP: the method, and the path after a prefix. The body stays. */
    ENVOY(
        "DELETE /v1/verify/orders/7?a=b",
        "Content-Length: 0",
        "User-Agent: shop/1.0",
        "X-Forwarded-For: 203.0.113.66," + CLIENT,
        "X-Envoy-Internal: true",
        "X-Envoy-Expected-Rq-Timeout-Ms: 500"),
    /** Plugin forward-auth: as Traefik, with a client of its own. */
    APISIX(
        "GET /v1/verify",
        "X-Forwarded-Proto: http",
        "X-Forwarded-Method: DELETE",
        "X-Forwarded-Host: api.example.com",
        "X-Forwarded-Uri: /orders/7?a=b",
        "X-Forwarded-For: " + CLIENT,
        "User-Agent: shop/1.0");

    private final String request;
    private final String headers;

    Shape(String request, String... headers) {
      this.request = request;
      this.headers = String.join("\r\n", headers);
    }
  }

  @BeforeAll
  static void open() throws Exception {
    house = House.open(Map.of("COLLECKT_TRUSTED_PROXIES", "127.0.0.1/32"));
  }

  @AfterAll
  static void close() throws Exception {
    house.close();
  }

  /** Envoy takes nothing but 200 for a yes. */
  @ParameterizedTest
  @EnumSource
  void liveTokenIsAcceptedAndOnRecordAsTheClientCalled(Shape shape) throws Exception {
    TestToken token = TestToken.insert(house.database, "allowed_ips = '{" + CLIENT + "}'");

    Received received = ask("127.0.0.1", shape, token);

    assertThat(received.status()).isEqualTo(200);
    assertThat(received.header("X-Token-Id")).containsExactly(String.valueOf(token.id()));
    assertThat(received.header("X-Workspace-Id")).containsExactly("1");
    house.log();
    assertThat(routes(token)).containsOnly("DELETE /orders/7 " + CLIENT);
  }

  /** From an address that is no trusted proxy, it is a client that tells stories. */
  @ParameterizedTest
  @EnumSource
  void nobodyElseIsBelievedWhereTheClientIs(Shape shape) throws Exception {
    TestToken token = TestToken.insert(house.database, "allowed_ips = '{" + CLIENT + "}'");
    assertThat(ask("127.0.0.9", shape, token).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @EnumSource
  void refusalSaysAllThatTheClientIsToBeTold(Shape shape) throws Exception {
    TestToken limited =
        TestToken.insert(house.database, "rate_limit = 1, rate_window_seconds = 3600");
    Received tooMany = ask("127.0.0.1", shape, limited);
    for (int i = 0; i < 50 && tooMany.status() != 429; i++) { // Postgres, if it judges, limits none
      tooMany = ask("127.0.0.1", shape, limited);
    }
    Received unknown = ask("127.0.0.1", shape, new TestToken(999_999, TestToken.randomSecret()));

    assertThat(tooMany.status()).isEqualTo(429);
    assertThat(tooMany.header("Retry-After")).hasSize(1);
    assertThat(unknown.status()).isEqualTo(401);
    assertThat(unknown.header("WWW-Authenticate"))
        .containsExactly("Bearer realm=\"api\", error=\"invalid_token\"");
  }

  private static Received ask(String from, Shape shape, TestToken token) throws Exception {
    String head =
        shape.request
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: Bearer "
            + token.plainText()
            + "\r\n"
            + shape.headers
            + "\r\n\r\n";
    Received received = new Received("", true);
    for (int i = 0; i < 50 && (received.status() == 0 || received.status() == 503); i++) {
      try (RawHttp http = new RawHttp(InetAddress.getByName(from), house.node.node().httpPort())) {
        http.send(head);
        received = http.receive(PATIENCE);
      }
      Thread.sleep(received.status() == 503 ? 200 : 0);
    }
    return received;
  }

  private static List<String> routes(TestToken token) {
    return house.database.rows(
        """
        select concat_ws(' ', coalesce(r.method || ' ' || r.path, a.route), host(a.address))
        from activity a left join activity_routes r on r.id = a.route_id where a.token_id = %d
        """
            .formatted(token.id()));
  }
}
