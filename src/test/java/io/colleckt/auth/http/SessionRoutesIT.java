package io.colleckt.auth.http;

import static io.colleckt.auth.http.AccountServer.PASSWORD;
import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session is good for, and when it ends. */
final class SessionRoutesIT {
  private static final String UNAUTHENTICATED = "{\"message\":\"Unauthenticated.\"}";
  private static AccountServer server;
  private static Browser owner;

  @BeforeAll
  static void start() {
    server = new AccountServer(Optional.empty());
    owner = server.owner();
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  private static void assertUnauthenticated(HttpResponse<Buffer> response) {
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.bodyAsString()).isEqualTo(UNAUTHENTICATED);
    assertThat(response.getHeader("Content-Type")).isEqualTo("application/json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "colleckt_session=",
        "colleckt_session=short",
        "colleckt_session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "__Host-colleckt_session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void cookieThatIsNoSessionIs401(String cookie) {
    assertUnauthenticated(
        await(server.request(HttpMethod.GET, "/v1/session").putHeader("Cookie", cookie).send()));
  }

  @Test
  void twoSessionCookiesAreNone() {
    assertUnauthenticated(
        await(
            server
                .request(HttpMethod.GET, "/v1/session")
                .putHeader("Cookie", owner.cookie + "; " + owner.cookie)
                .send()));
  }

  @Test
  void bearerTokenMeansNothingHere() {
    assertUnauthenticated(
        await(
            server
                .request(HttpMethod.GET, "/v1/members")
                .putHeader("Authorization", "Bearer " + server.liveToken())
                .send()));
  }

  @ParameterizedTest
  @CsvSource({
    "Origin,https://evil.example,origin",
    "Origin,null,origin",
    "Sec-Fetch-Site,cross-site,origin",
    "Sec-Fetch-Site,same-site,origin",
    "X-CSRF-Token,'',csrf",
    "X-CSRF-Token,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA,csrf"
  })
  void foreignRequestIs403AndOnRecord(String header, String value, String reason) {
    HttpResponse<Buffer> response =
        await(owner.request(HttpMethod.DELETE, "/v1/members/77").putHeader(header, value).send());
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(
            server.rows(
                "select concat_ws(' ', action, subject, after->>'reason') from audit order by seq desc limit 1"))
        .containsExactly("request.refused DELETE /v1/members/:id " + reason);
  }

  @Test
  void csrfTokenOfAnotherSessionIs403() {
    Browser other = server.owner();
    HttpRequest<Buffer> request = owner.request(HttpMethod.DELETE, "/v1/session");
    assertThat(await(request.putHeader("X-CSRF-Token", other.csrfToken).send()).statusCode())
        .isEqualTo(403);
    assertThat(owner.get("/v1/session").statusCode()).isEqualTo(200);
  }

  @Test
  void signOutEndsTheSessionAndTakesTheCookieAway() {
    Browser browser = server.owner();
    HttpResponse<Buffer> response = browser.delete("/v1/session");
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.getHeader("Set-Cookie"))
        .startsWith("colleckt_session=;")
        .contains("Max-Age=0");
    assertUnauthenticated(browser.get("/v1/session"));
    assertUnauthenticated(browser.delete("/v1/session"));
  }

  @Test
  void answerTellsWhenTheSessionEnds() {
    Browser browser = server.join("eve@example.com", "member");
    String mine = "member_id = (select id from members where email = 'eve@example.com')";
    JsonObject session = browser.get("/v1/session").bodyAsJsonObject();
    String told = session.getString("expires_at");
    long idle = session.getLong("idle_seconds");
    String ends =
        "select extract(epoch from '%s'::timestamptz - created_at) from sessions where %s";
    assertThat(server.rows(ends.formatted(told, mine))).containsExactly("43200.000000");
    assertThat(idle).isEqualTo(1800);
    String moved = "update sessions set %s = now() - %d * interval '1 second' where " + mine;
    server.execute(moved.formatted("last_seen_at", idle - 20));
    assertThat(browser.get("/v1/session").bodyAsJsonObject().getString("expires_at"))
        .isEqualTo(told);
    server.execute(moved.formatted("last_seen_at", idle + 1));
    assertUnauthenticated(browser.get("/v1/session"));
    server.execute(moved.formatted("last_seen_at", 0));
    server.execute(moved.formatted("created_at", 12 * 60 * 60 - 20));
    assertThat(browser.get("/v1/session").statusCode()).isEqualTo(200);
    server.execute(moved.formatted("created_at", 12 * 60 * 60 + 1));
    assertUnauthenticated(browser.get("/v1/session"));
  }

  @Test
  void changedPasswordEndsOtherSessions() {
    Browser one = server.join("max@example.com", "member");
    Browser two = new Browser(server, server.signIn("max@example.com", PASSWORD));
    JsonObject body = new JsonObject().put("current", PASSWORD).put("new", "staple battery horse");
    assertThat(one.call(HttpMethod.POST, "/v1/password", body).statusCode()).isEqualTo(204);
    assertThat(one.get("/v1/session").statusCode()).isEqualTo(200);
    assertUnauthenticated(two.get("/v1/session"));
    HttpResponse<Buffer> again = one.call(HttpMethod.POST, "/v1/password", body);
    assertThat(again.bodyAsJsonObject().getJsonObject("errors").fieldNames())
        .containsExactly("current");
    JsonObject bad = new JsonObject().put("current", PASSWORD).put("new", "password1234");
    assertThat(
            one.call(HttpMethod.POST, "/v1/password", bad)
                .bodyAsJsonObject()
                .getJsonObject("errors")
                .fieldNames())
        .containsExactly("new");
  }

  @Test
  void neitherIdNorCsrfTokenIsStored() {
    String id = owner.cookie.substring(owner.cookie.indexOf('=') + 1);
    assertThat(
            server.rows("select concat(s.*, encode(id_hash, 'escape')) from sessions s").toString()
                + server.rows("select concat(a.*) from audit a"))
        .doesNotContain(id, owner.csrfToken);
  }
}
