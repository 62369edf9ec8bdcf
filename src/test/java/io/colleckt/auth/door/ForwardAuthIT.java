package io.colleckt.auth.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.RawHttp.Received;
import io.colleckt.auth.testing.TestToken;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An API behind nginx, Caddy, HAProxy and Apache httpd, each set up by its file in {@code
 * conf/proxies}: who may call it, what it is told, and what clients are told of a refusal.
 */
class ForwardAuthIT {
  private static final String HERE = "127.0.0.7";
  private static final String ELSEWHERE = "127.0.0.8";
  private static final List<String> NAMES =
      List.of(
          "X-Token-Id",
          "X-Workspace-Id",
          "X-Token-Environment",
          "X-Token-Abilities",
          "X-Token-Expires-At");

  private static final Map<Gateway, Proxy> PROXIES = new EnumMap<>(Gateway.class);
  private static final Map<Gateway, Proxy> WRITERS_ONLY = new EnumMap<>(Gateway.class);
  private static House house;
  private static Api api;

  @BeforeAll
  static void open() throws Exception {
    // Proxies ask from there; clients are at other addresses of loopback.
    house = House.open(Map.of("COLLECKT_TRUSTED_PROXIES", "127.0.0.1/32"));
    api = new Api();
    for (Gateway gateway : Gateway.values()) {
      PROXIES.put(gateway, Proxy.before(gateway, house, api, ""));
      WRITERS_ONLY.put(gateway, Proxy.before(gateway, house, api, "write"));
    }
  }

  @AfterAll
  static void close() throws Exception {
    for (Proxy proxy : PROXIES.values()) {
      proxy.close();
    }
    for (Proxy proxy : WRITERS_ONLY.values()) {
      proxy.close();
    }
    api.close();
    house.close();
  }

  @ParameterizedTest
  @EnumSource
  void apiLearnsWhoIsCallingFromTheServiceAlone(Gateway gateway) throws Exception {
    TestToken token = TestToken.insert(house.database, "expires_at = null");
    String path = "/spoofed/" + gateway;

    Received received =
        PROXIES
            .get(gateway)
            .ask(
                HERE,
                "POST " + path + "?a=b%20c\n\nsome text",
                bearer(token),
                "X-Token-Id: 666",
                "x-token-id: 667",
                "X-Workspace-Id: 666",
                "X-TOKEN-ENVIRONMENT: forged",
                "X-Token-Abilities: forged",
                "X-Token-Expires-At: forged",
                "X_Token_Id: 668",
                "X-Token_Id: 669",
                "X_Workspace_Id: 668",
                "X-Forwarded-For: 192.0.2.66");

    assertThat(received.status()).isEqualTo(207);
    Api.Seen seen = api.seenAt(path).get(0);
    assertThat(seen.method() + " " + seen.uri()).isEqualTo("POST " + path + "?a=b%20c");
    assertThat(seen.body()).isEqualTo("some text");
    assertThat(NAMES.stream().map(name -> seen.headers().getAll(name)))
        .containsExactly(
            List.of(String.valueOf(token.id())),
            List.of("1"),
            List.of("production"),
            List.of("*"),
            List.of());
    assertThat(seen.headers().getAll("X-Forwarded-For")).containsExactly(HERE);
    assertThat(seen.headers().names())
        .doesNotContain("X_Token_Id", "x_token_id", "X-Token_Id", "x-token_id")
        .doesNotContain("X_Workspace_Id", "x_workspace_id");
  }

  /** Proxies take away what Connection names, after the service's headers have come. */
  @ParameterizedTest
  @EnumSource
  void nobodyHidesWhoIsCalling(Gateway gateway) throws Exception {
    TestToken token = TestToken.insert(house.database);
    String path = "/hidden/" + gateway;

    Received received =
        PROXIES
            .get(gateway)
            .ask(
                HERE,
                "GET " + path,
                bearer(token),
                "Connection: close, X-Token-Environment, X-Token-Abilities, x-workspace-id");

    assertThat(received.status()).isIn(207, 400);
    assertThat(api.seenAt(path))
        .allMatch(seen -> NAMES.subList(0, 4).stream().allMatch(seen.headers()::contains));
  }

  /** The service knows no others, and nginx removes what it is told by name only. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NGINX")
  void noOtherHeaderOfTheKindPasses(Gateway gateway) throws Exception {
    TestToken token = TestToken.insert(house.database);
    String path = "/others/" + gateway;

    PROXIES
        .get(gateway)
        .ask(HERE, "GET " + path, bearer(token), "X-Token-Owner: me", "X-Workspace-Name: mine");

    assertThat(api.seenAt(path)).hasSize(1);
    assertThat(api.seenAt(path).get(0).headers().names())
        .noneMatch(name -> name.toLowerCase(Locale.ROOT).matches("x-token-owner|x-workspace-name"));
  }

  @ParameterizedTest
  @EnumSource
  void callIsOnRecordAsItWasMade(Gateway gateway) throws Exception {
    TestToken token = TestToken.insert(house.database);
    String path = "/orders/7/" + gateway;

    Received received =
        PROXIES
            .get(gateway)
            .ask(
                HERE,
                "DELETE " + path + "?secret=1",
                bearer(token),
                "User-Agent: shop/1.0",
                "X-Original-Method: GET",
                "X-Original-URI: /spoofed",
                "X-Forwarded-Method: GET",
                "X-Forwarded-Uri: /spoofed",
                "X-Forwarded-For: 192.0.2.66");

    assertThat(received.status()).isEqualTo(207);
    house.log();
    assertThat(calls(token)).containsOnly("DELETE " + path + " " + HERE + " shop/1.0");
  }

  @ParameterizedTest
  @EnumSource
  void withoutALiveTokenNothingReachesTheApi(Gateway gateway) throws Exception {
    TestToken dead = TestToken.insert(house.database, "expires_at = now() - interval '1 s'");
    String path = "/refused/" + gateway;
    Proxy proxy = PROXIES.get(gateway);

    Received nobody = proxy.ask(HERE, "GET " + path, "X-Token-Id: 1", "X-Workspace-Id: 1");
    Received expired = proxy.ask(HERE, "POST " + path + "\n\ntext", bearer(dead));

    assertRefused(nobody, 401, "Unauthenticated.");
    assertThat(nobody.header("WWW-Authenticate")).containsExactly("Bearer realm=\"api\"");
    assertRefused(expired, 401, "Unauthenticated.");
    assertThat(expired.header("WWW-Authenticate"))
        .containsExactly("Bearer realm=\"api\", error=\"invalid_token\"");
    assertThat(api.seenAt(path)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void tokenThatLacksTheAbilityIsForbidden(Gateway gateway) throws Exception {
    TestToken reader = TestToken.insert(house.database, "abilities = '{read}'");
    TestToken writer = TestToken.insert(house.database, "abilities = '{read,write}'");
    String path = "/abilities/" + gateway;

    Received forbidden = WRITERS_ONLY.get(gateway).ask(HERE, "GET " + path, bearer(reader));

    assertRefused(forbidden, 403, "Invalid ability provided.");
    assertThat(forbidden.header("WWW-Authenticate"))
        .containsExactly("Bearer realm=\"api\", error=\"insufficient_scope\"");
    assertThat(api.seenAt(path)).isEmpty();
    assertThat(WRITERS_ONLY.get(gateway).ask(HERE, "GET " + path, bearer(writer)).status())
        .isEqualTo(207);
  }

  @ParameterizedTest
  @EnumSource
  void tooManyCallsAreToldWhenToComeBack(Gateway gateway) throws Exception {
    TestToken token =
        TestToken.insert(house.database, "rate_limit = 1, rate_window_seconds = 3600");
    String path = "/limited/" + gateway;
    Proxy proxy = PROXIES.get(gateway);
    Received limited = proxy.ask(HERE, "GET " + path, bearer(token));
    for (int i = 0; i < 50 && limited.status() != 429; i++) { // Postgres, if it judges, limits none
      limited = proxy.ask(HERE, "GET " + path, bearer(token));
    }

    assertRefused(limited, 429, "Too many requests.");
    assertThat(Integer.parseInt(limited.header("Retry-After").get(0))).isBetween(3000, 3600);
    assertThat(limited.header("RateLimit-Policy")).containsExactly("\"token\";q=1;w=3600");
    assertThat(limited.header("RateLimit")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void allowedAddressesSeeWhereTheClientIs(Gateway gateway) throws Exception {
    TestToken token = TestToken.insert(house.database, "allowed_ips = '{" + HERE + "}'");
    String path = "/addresses/" + gateway;
    Proxy proxy = PROXIES.get(gateway);

    assertThat(proxy.ask(HERE, "GET " + path, bearer(token)).status()).isEqualTo(207);
    for (String header : List.of("X-Forwarded-For", "X-Real-IP", "Forwarded", "X_Forwarded_For")) {
      String spoof = header + ": " + (header.equals("Forwarded") ? "for=" : "") + HERE;
      Received refused = proxy.ask(ELSEWHERE, "GET " + path, bearer(token), spoof);
      assertRefused(refused, 401, "Unauthenticated.");
    }
    assertThat(api.seenAt(path)).hasSize(1);
  }

  /** Else one would be checked, and the other believed. */
  @ParameterizedTest
  @EnumSource
  void twoAuthorizationHeadersReachNothing(Gateway gateway) throws Exception {
    TestToken token = TestToken.insert(house.database);
    String path = "/twice/" + gateway;

    Received received =
        PROXIES.get(gateway).once(HERE, "GET " + path, bearer(token), "Authorization: Basic eDp5");

    assertThat(received.status()).isBetween(400, 503);
    assertThat(api.seenAt(path)).isEmpty();
  }

  private static void assertRefused(Received received, int status, String message) {
    assertThat(received.status()).isEqualTo(status);
    assertThat(received.body()).isEqualTo("{\"message\":\"" + message + "\"}");
    assertThat(received.header("Content-Type")).containsExactly("application/json");
    assertThat(received.header("Cache-Control")).containsExactly("no-store");
  }

  /** Method, path, address and user agent of the calls on record. */
  private static List<String> calls(TestToken token) {
    return house.database.rows(
        """
        select concat_ws(' ', coalesce(r.method || ' ' || r.path, a.route), host(a.address),
          coalesce(u.user_agent, a.user_agent))
        from activity a left join activity_routes r on r.id = a.route_id
          left join activity_user_agents u on u.id = a.user_agent_id
        where a.token_id = %d
        """
            .formatted(token.id()));
  }

  private static String bearer(TestToken token) {
    return "Authorization: Bearer " + token.plainText();
  }
}
