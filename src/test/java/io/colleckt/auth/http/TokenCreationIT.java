package io.colleckt.auth.http;

import static io.colleckt.auth.http.ManagementServer.ADA;
import static io.colleckt.auth.http.ManagementServer.EVE;
import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token is made once, shown once, stored hashed, and lives as long as the workspace allows. */
class TokenCreationIT {
  private static ManagementServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new ManagementServer();
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
  }

  @Test
  void newTokenIsShownOnceAndStoredHashed() throws Exception {
    HttpResponse<Buffer> response =
        server.post(ADA, "/v1/tokens", new JsonObject().put("name", "  Production Integration "));

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
    JsonObject token = response.bodyAsJsonObject().getJsonObject("token");
    String plainText = response.bodyAsJsonObject().getString("plain_text_token");
    assertThat(plainText).matches(token.getLong("id") + "\\|[A-Za-z0-9]{40}[0-9a-f]{8}");
    String secret = plainText.substring(plainText.indexOf('|') + 1);
    assertThat(server.rows("select id from tokens where secret_hash = sha256('" + secret + "')"))
        .containsExactly(String.valueOf(id(token)));
    assertThat(server.rows("select * from audit")).noneMatch(row -> row.contains(secret));
    assertThat(server.get(ADA, "/v1/tokens/" + id(token)).bodyAsJsonObject())
        .isEqualTo(new JsonObject().put("token", token.copy().put("calls_last_24h", 0)));
  }

  @Test
  void newTokenHasTheDefaultsOfTheProductPage() throws Exception {
    JsonObject token = server.create(ADA, "Defaults").getJsonObject("token");

    assertThat(token.copy().put("id", 0).put("created_at", "").put("expires_at", ""))
        .isEqualTo(
            new JsonObject(
                """
                {"id":0,"name":"Defaults","environment":"production","abilities":["*"],"allowed_ips":[],
                 "rate_limit":null,"status":"active","created_at":"","expires_at":"","last_used_at":null,
                 "last_used_address":null,"last_used_user_agent":null,
                 "created_by":{"id":1,"email":"ada@a.test"},"rotated_to":null,"rotated_from":null}
                """));
    Instant created = Instant.parse(token.getString("created_at"));
    assertThat(Instant.parse(token.getString("expires_at")))
        .isEqualTo(created.truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(180)));
  }

  @Test
  void settingsAreKept() throws Exception {
    JsonObject settings =
        new JsonObject(
            """
            {"name":"Limited","environment":"sandbox","abilities":["flows:read","tokens:introspect"],
             "allowed_ips":["10.0.0.0/8","2001:db8::1"],"rate_limit":{"limit":100,"window_seconds":60}}
            """);

    JsonObject token =
        server.post(ADA, "/v1/tokens", settings).bodyAsJsonObject().getJsonObject("token");

    assertThat(token.getString("environment")).isEqualTo("sandbox");
    assertThat(token.getJsonArray("abilities")).isEqualTo(settings.getJsonArray("abilities"));
    assertThat(token.getJsonObject("rate_limit")).isEqualTo(settings.getJsonObject("rate_limit"));
    assertThat(token.getJsonArray("allowed_ips"))
        .containsExactly("10.0.0.0/8", "2001:db8:0:0:0:0:0:1/128");
  }

  @Test
  void secretBeginsWithThePrefixOfItsEnvironment() throws Exception {
    server.execute("update workspaces set sandbox_prefix = 'test_' where id = 2");
    JsonObject body = new JsonObject().put("name", "CI");

    assertThat(plainText(EVE, body.copy().put("environment", "sandbox")))
        .matches("[0-9]+\\|test_[A-Za-z0-9]{40}[0-9a-f]{8}");
    assertThat(plainText(EVE, body)).matches("[0-9]+\\|[A-Za-z0-9]{40}[0-9a-f]{8}");
  }

  @Test
  void creationIsInTheAuditLog() throws Exception {
    long id = server.newToken(ADA);

    assertThat(
            server.rows(
                "select action, member_email, address, before is null, after ->> 'name', after ->> 'state' "
                    + "from audit where subject = 'token:%d'".formatted(id)))
        .containsExactly("token.created ada@a.test 127.0.0.1 t CI active");
  }

  @Test
  void repeatWithTheSameIdempotencyKeyMakesNoSecondToken() throws Exception {
    HttpResponse<Buffer> first = await(keyed(ADA, "key-1"));
    HttpResponse<Buffer> second = await(keyed(ADA, "key-1"));

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(second.bodyAsJsonObject().getLong("token_id"))
        .isEqualTo(id(first.bodyAsJsonObject().getJsonObject("token")));
    assertThat(second.bodyAsString()).doesNotContain("|");
    assertThat(await(keyed(EVE, "key-1")).statusCode()).isEqualTo(201);
  }

  @Test
  void manyAtOnceWithOneIdempotencyKeyMakeOneToken() throws Exception {
    for (String key : List.of("key-2", "key-3", "key-4")) {
      List<Future<HttpResponse<Buffer>>> calls =
          Stream.generate(() -> keyed(ADA, key)).limit(5).toList();
      List<Integer> statuses = new ArrayList<>();
      for (Future<HttpResponse<Buffer>> call : calls) {
        statuses.add(await(call).statusCode());
      }
      assertThat(statuses).containsExactlyInAnyOrder(201, 409, 409, 409, 409);
    }
  }

  @Test
  void idempotencyKeyOfOtherCharactersGets422() throws Exception {
    assertThat(await(keyed(ADA, "a b")))
        .returns(422, HttpResponse::statusCode)
        .returns(true, response -> response.bodyAsString().contains("Idempotency-Key"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<img src=x onerror=alert(1)>",
        "=cmd()",
        "'; DROP TABLE tokens; --",
        "%0d%0aWARN x"
      })
  void hostileNameIsStoredAsText(String name) throws Exception {
    assertThat(server.create(ADA, name).getJsonObject("token").getString("name")).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\t", "a\u0000b", "a\r\nWARN forged", "a\u0085b", "a\u2028b"})
  void nameWithoutTextOrWithControlCharactersGets422(String name) throws Exception {
    assertRefused(new JsonObject().put("name", name), "name");
  }

  @Test
  void nameOf255CharactersFitsAnd256Get422() throws Exception {
    String longest = "\ud83d\ude00".repeat(255);

    assertThat(server.create(ADA, longest).getJsonObject("token").getString("name"))
        .isEqualTo(longest);
    assertRefused(new JsonObject().put("name", "n".repeat(256)), "name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.1/8", "10.0.0.0/33", "localhost", "1.2.3", "::1%lo", "10.0.0.0/08"})
  void whatIsNoAddressBlockGets422(String block) throws Exception {
    assertRefused(
        new JsonObject().put("name", "CI").put("allowed_ips", List.of(block)), "allowed_ips");
  }

  @Test
  void expiryIsWhatWasAskedFor() throws Exception {
    Instant inAnHour = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);

    assertThat(expiry(new JsonObject().put("expires_at", inAnHour.toString())))
        .isEqualTo(inAnHour.truncatedTo(ChronoUnit.SECONDS));
    assertThat(expiry(new JsonObject().put("expires_in_days", 1)))
        .isBetween(Instant.now().plusSeconds(86_380), Instant.now().plusSeconds(86_400));
  }

  @Test
  void expiryThatTheWorkspaceDoesNotAllowGets422() throws Exception {
    JsonObject body = new JsonObject().put("name", "CI");
    assertRefused(body.copy().putNull("expires_in_days"), "expires_in_days");
    assertRefused(body.copy().put("expires_at", Instant.now().toString()), "expires_at");
    assertRefused(
        body.copy().put("expires_at", Instant.now().plus(Duration.ofDays(367)).toString()),
        "expires_at");
    assertRefused(
        body.copy().put("expires_in_days", 1).put("expires_at", "2030-01-01T00:00:00Z"),
        "expires_at");
  }

  @Test
  void workspaceMayAllowNoExpiryAndOnlyShortOnes() throws Exception {
    server.execute(
        "update workspaces set unlimited_expiry_allowed = true, longest_expiry_days = 30 where id = 2");
    JsonObject body = new JsonObject().put("name", "CI");

    assertThat(server.post(EVE, "/v1/tokens", body.copy().putNull("expires_in_days")))
        .returns(201, HttpResponse::statusCode)
        .returns(true, response -> response.bodyAsString().contains("\"expires_at\":null"));
    assertThat(server.post(EVE, "/v1/tokens", body.copy().put("expires_in_days", 31)).statusCode())
        .isEqualTo(422);
    assertThat(server.post(EVE, "/v1/tokens", body).statusCode()).isEqualTo(201);
  }

  private static void assertRefused(JsonObject body, String field) throws Exception {
    HttpResponse<Buffer> response = server.post(ADA, "/v1/tokens", body);
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.bodyAsJsonObject().getJsonObject("errors").fieldNames())
        .containsExactly(field);
  }

  private static Instant expiry(JsonObject wish) throws Exception {
    JsonObject answer = server.post(ADA, "/v1/tokens", wish.put("name", "CI")).bodyAsJsonObject();
    return Instant.parse(answer.getJsonObject("token").getString("expires_at"));
  }

  private static String plainText(String actor, JsonObject body) throws Exception {
    return server.post(actor, "/v1/tokens", body).bodyAsJsonObject().getString("plain_text_token");
  }

  private static Future<HttpResponse<Buffer>> keyed(String actor, String key) {
    return server
        .request(actor, HttpMethod.POST, "/v1/tokens")
        .putHeader("Idempotency-Key", key)
        .sendJsonObject(new JsonObject().put("name", "CI"));
  }

  private static long id(JsonObject token) {
    return token.getLong("id");
  }
}
