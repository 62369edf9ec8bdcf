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
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and what is said to the others. */
final class SignInRoutesIT {
  private static AccountServer server;

  @BeforeAll
  static void start() {
    server = new AccountServer(Optional.empty());
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  @Test
  void signInSetsACookieThatScriptsCannotRead() {
    HttpResponse<Buffer> response = server.signIn(OWNER, PASSWORD);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.getHeader("Set-Cookie"))
        .matches("colleckt_session=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict");
    assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
    JsonObject body = response.bodyAsJsonObject();
    assertThat(body.fieldNames())
        .containsExactlyInAnyOrder(
            "member", "workspace", "csrf_token", "expires_at", "idle_seconds");
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
}
