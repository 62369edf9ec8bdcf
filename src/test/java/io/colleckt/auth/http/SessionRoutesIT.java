package io.colleckt.auth.http;

import static io.colleckt.auth.http.AccountServer.OWNER;
import static io.colleckt.auth.http.AccountServer.PASSWORD;
import static io.colleckt.auth.http.AccountServer.credentials;
import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void signInSetsACookieThatScriptsCannotRead() {
    HttpResponse<Buffer> response = server.signIn(OWNER, PASSWORD);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.getHeader("Set-Cookie"))
        .matches("colleckt_session=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict");
    assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
    JsonObject body = response.bodyAsJsonObject();
    assertThat(body.fieldNames()).containsExactlyInAnyOrder("member", "workspace", "csrf_token");
    assertThat(body.getJsonObject("member").getString("role")).isEqualTo("owner");
    Browser browser = new Browser(server, response);
    assertThat(browser.get("/v1/session").bodyAsJsonObject()).isEqualTo(body);
  }

  @Test
  void httpsMakesTheCookieSecure() {
    AccountServer secure =
        new AccountServer(Optional.of(URI.create("https://Auth.example.com:443")));
    try {
      HttpResponse<Buffer> response = secure.signIn(OWNER, PASSWORD);
      assertThat(response.getHeader("Set-Cookie"))
          .matches(
              "__Host-colleckt_session=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict; Secure");
      Browser browser = new Browser(secure, response);
      JsonObject invitation = new JsonObject().put("email", "b@example.com").put("role", "admin");
      HttpRequest<Buffer> invite = browser.request(HttpMethod.POST, "/v1/members");
      assertThat(await(invite.sendJsonObject(invitation)).statusCode()).isEqualTo(403);
      invite.putHeader("Origin", "https://auth.example.com");
      assertThat(
              await(invite.sendJsonObject(invitation)).bodyAsJsonObject().getString("invite_url"))
          .startsWith("https://auth.example.com/#/invitations/");
    } finally {
      secure.stop();
    }
  }

  @Test
  void wrongPasswordAndUnknownEmailAreTold422NamingTheEmail() {
    HttpResponse<Buffer> wrong = server.signIn(OWNER, "not the right one");
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.bodyAsJsonObject().getJsonObject("errors").fieldNames())
        .containsExactly("email");
    assertThat(wrong.getHeader("Set-Cookie")).isNull();
    HttpResponse<Buffer> unknown = server.signIn("nobody@example.com", "not the right one");
    assertThat(unknown.statusCode()).isEqualTo(422);
    assertThat(unknown.bodyAsString()).isEqualTo(wrong.bodyAsString());
  }

  @Test
  void passwordOfAMegabyteIsRefusedByTheContract() {
    HttpResponse<Buffer> response = server.signIn(OWNER, "x".repeat(1 << 20));
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.bodyAsJsonObject().getJsonObject("errors").fieldNames())
        .containsExactly("password");
    assertThat(server.signIn(OWNER, "x".repeat(129)).bodyAsString())
        .isEqualTo(response.bodyAsString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/session", "/v1/invitations/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void strangerIsReadUpToFourKibibytes(String path) {
    String fits = "{}" + " ".repeat(4094);
    HttpRequest<Buffer> request =
        server.request(HttpMethod.POST, path).putHeader("Content-Type", "application/json");
    assertThat(await(request.sendBuffer(Buffer.buffer(fits))).bodyAsString())
        .contains("is required");
    HttpResponse<Buffer> response = await(request.sendBuffer(Buffer.buffer(fits + " ")));
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.bodyAsString()).contains("The password has at most 128 characters.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada",
        "@",
        "a b@example.com",
        "a\u0000@example.com",
        "a@b@c",
        "\u0130@example.com"
      })
  void malformedEmailIs422(String email) {
    HttpResponse<Buffer> response = server.signIn(email, PASSWORD);
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.bodyAsJsonObject().getJsonObject("errors").fieldNames())
        .containsExactly("email");
  }

  @Test
  void tooManyAtOnceAreTurnedAwayAndToldWhenToComeAgain() {
    JsonObject body = credentials("nobody@example.com", PASSWORD);
    List<Future<HttpResponse<Buffer>>> crowd =
        IntStream.range(0, 30)
            .mapToObj(i -> server.request(HttpMethod.POST, "/v1/session").sendJsonObject(body))
            .toList();
    await(Future.join(crowd));
    assertThat(crowd)
        .extracting(one -> one.result().statusCode())
        .contains(503)
        .doesNotContain(500, 200);
    assertThat(crowd)
        .filteredOn(one -> one.result().statusCode() != 422)
        .allSatisfy(
            one -> assertThat(one.result().getHeader("Retry-After")).matches("[1-9][0-9]*"));
    server.execute("delete from sign_in_failures");
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
  void foreignPageCannotSignSomebodyIn() {
    HttpResponse<Buffer> response =
        await(
            server
                .request(HttpMethod.POST, "/v1/session")
                .putHeader("Origin", "https://evil.example")
                .sendJsonObject(credentials(OWNER, PASSWORD)));
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.getHeader("Set-Cookie")).isNull();
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
