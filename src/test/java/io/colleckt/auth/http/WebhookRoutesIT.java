package io.colleckt.auth.http;

import static io.colleckt.auth.http.ManagementServer.ADA;
import static io.colleckt.auth.http.ManagementServer.EVE;
import static io.colleckt.auth.http.ManagementServer.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.webhook.UrlTrace;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Owners and admins say who is told; a secret is shown once; each change is on record. */
class WebhookRoutesIT {
  private static final String URL = "https://hooks.example.com/in-the-path?key=in-the-query";
  private static ManagementServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new ManagementServer();
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
  }

  @BeforeEach
  void clean() {
    server.execute("delete from webhooks");
    server.execute("delete from notices");
  }

  @Test
  void aWebhookIsMadeWithASecretThatIsShownOnce() throws Exception {
    JsonObject made = create();
    JsonObject webhook = made.getJsonObject("webhook");
    String secret = made.getString("secret");

    assertThat(secret).matches("whsec_[A-Za-z0-9+/]{43}=");
    assertThat(webhook.getString("url")).isEqualTo(URL);
    assertThat(webhook.getBoolean("enabled")).isTrue();
    assertThat(webhook.getJsonObject("created_by").getString("email")).isEqualTo("ada@a.test");
    for (String path :
        new String[] {"/v1/webhooks", path(webhook), path(webhook) + "/deliveries"}) {
      assertThat(server.get(MAX, path).bodyAsString()).doesNotContain(secret.substring(6));
    }
    assertThat(server.rows("select encode(secret, 'base64') from webhook_secrets"))
        .containsExactly(secret.substring(6));
  }

  @Test
  void everyChangeIsOnRecordWithoutSecrets() throws Exception {
    JsonObject made = create();
    String path = path(made.getJsonObject("webhook"));
    patch(path, new JsonObject().put("enabled", false));
    patch(path, new JsonObject().put("enabled", false));
    JsonObject rotated = post(path + "/secret").bodyAsJsonObject();
    server.call(ADA, HttpMethod.DELETE, path, null);

    assertThat(
            server.rows(
                "select action from audit where subject = 'webhook:%d' order by seq"
                    .formatted(made.getJsonObject("webhook").getLong("id"))))
        .containsExactly(
            "webhook.created", "webhook.changed", "webhook.secret_rotated", "webhook.deleted");
    assertThat(server.rows("select before, after from audit where action like 'webhook.%'"))
        .noneMatch(row -> row.contains("whsec") || row.contains("in-the-"))
        .noneMatch(row -> row.contains(made.getString("secret").substring(6)))
        .noneMatch(row -> row.contains(rotated.getString("secret").substring(6)))
        .anyMatch(
            row ->
                row.contains("\"https://hooks.example.com\"")
                    && row.contains(UrlTrace.of(URL).digest()));
  }

  @Test
  void membersReadAndOthersSeeNothing() throws Exception {
    String path = path(create().getJsonObject("webhook"));

    assertThat(server.get(MAX, path).statusCode()).isEqualTo(200);
    for (String read : new String[] {path, "/v1/webhooks"}) {
      assertThat(server.get(ADA, read).bodyAsString()).contains(URL);
      assertThat(server.get(MAX, read).bodyAsString())
          .contains("\"url\":\"https://hooks.example.com\"")
          .doesNotContain("in-the-");
    }
    assertThat(server.get(EVE, path).statusCode()).isEqualTo(404);
    assertThat(server.get(EVE, "/v1/webhooks").bodyAsString()).isEqualTo("{\"data\":[]}");
    for (String call : new String[] {"/secret", "/test", "/deliveries/1/redeliver"}) {
      assertThat(server.call(MAX, HttpMethod.POST, path + call, null).statusCode()).isEqualTo(403);
      assertThat(server.call(EVE, HttpMethod.POST, path + call, null).statusCode()).isEqualTo(404);
    }
    JsonObject off = new JsonObject().put("enabled", false);
    for (HttpMethod method : new HttpMethod[] {HttpMethod.PATCH, HttpMethod.DELETE}) {
      JsonObject body = method.equals(HttpMethod.PATCH) ? off : null;
      assertThat(server.call(MAX, method, path, body).statusCode()).isEqualTo(403);
      assertThat(server.call(EVE, method, path, body).statusCode()).isEqualTo(404);
    }
    assertThat(server.post(MAX, "/v1/webhooks", new JsonObject().put("url", URL)).statusCode())
        .isEqualTo(403);
    assertThat(
            server.rows(
                "select count(*) > 0 from audit where workspace_id = 2 and action = 'request.refused'"))
        .containsExactly("t");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      textBlock =
          """
          {"url":"http://example.com/"} https://
          {"url":"https://127.0.0.1/"} private
          {"url":"https://[::1]/"} private
          {"url":"https://a:b@example.com/"} password
          {"url":"https://example.com/#a"} fragment
          {"url":""} URL
          {"url":"https://example.com/","events":["token.used"]} events
          {"url":"https://example.com/","events":["ping"]} events
          {"url":"https://example.com/","description":7} description
          {} url
          """)
  void whatCannotBeIsRefusedWithASentence(String body, String word) throws Exception {
    HttpResponse<Buffer> response = server.post(ADA, "/v1/webhooks", new JsonObject(body));

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.bodyAsJsonObject().getString("message")).contains(word).endsWith(".");
  }

  @Test
  void aWorkspaceHasAtMostTwenty() throws Exception {
    for (int i = 0; i < 20; i++) {
      create();
    }
    HttpResponse<Buffer> response =
        server.post(ADA, "/v1/webhooks", new JsonObject().put("url", URL));

    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(response.bodyAsString()).contains("at most 20");
  }

  @Test
  void aTestIsADeliveryThatIsListed() throws Exception {
    String path = path(create().getJsonObject("webhook"));
    JsonObject sent = post(path + "/test").bodyAsJsonObject().getJsonObject("delivery");
    long id = sent.getLong("id");
    JsonObject again =
        post(path + "/deliveries/" + id + "/redeliver")
            .bodyAsJsonObject()
            .getJsonObject("delivery");

    assertThat(sent.getString("type")).isEqualTo("ping");
    assertThat(again.getString("message_id")).isEqualTo(sent.getString("message_id"));
    JsonObject page = server.get(MAX, path + "/deliveries?limit=1").bodyAsJsonObject();
    assertThat(page.getJsonArray("data").getJsonObject(0)).isEqualTo(again);
    JsonObject rest =
        server
            .get(MAX, path + "/deliveries?limit=1&cursor=" + page.getString("next_cursor"))
            .bodyAsJsonObject();
    assertThat(rest.getJsonArray("data").getJsonObject(0)).isEqualTo(sent);
    assertThat(rest.getString("next_cursor")).isNull();
  }

  @Test
  void onDemandHasBounds() throws Exception {
    String path = path(create().getJsonObject("webhook"));
    assertThat(post(path + "/deliveries/9999999/redeliver").statusCode()).isEqualTo(404);
    for (int i = 0; i < 10; i++) {
      assertThat(post(path + "/test").statusCode()).isEqualTo(202);
    }
    assertThat(post(path + "/test").statusCode()).isEqualTo(429);
    patch(path, new JsonObject().put("enabled", false));
    assertThat(post(path + "/test").statusCode()).isEqualTo(409);
  }

  @Test
  void atMostFiveSecretsSign() throws Exception {
    String path = path(create().getJsonObject("webhook"));
    for (int i = 0; i < 4; i++) {
      assertThat(post(path + "/secret").statusCode()).isEqualTo(200);
    }
    assertThat(post(path + "/secret").statusCode()).isEqualTo(409);
    server.execute("update webhook_secrets set ends_at = now() where ends_at is not null");
    assertThat(post(path + "/secret").statusCode()).isEqualTo(200);
    assertThat(server.rows("select count(*) from webhook_secrets")).containsExactly("2");
  }

  private static JsonObject create() throws Exception {
    HttpResponse<Buffer> response =
        server.post(ADA, "/v1/webhooks", new JsonObject().put("url", URL));
    assertThat(response.statusCode()).isEqualTo(201);
    return response.bodyAsJsonObject();
  }

  private static HttpResponse<Buffer> post(String path) throws Exception {
    return server.call(ADA, HttpMethod.POST, path, null);
  }

  private static void patch(String path, JsonObject body) throws Exception {
    assertThat(server.call(ADA, HttpMethod.PATCH, path, body).statusCode()).isEqualTo(200);
  }

  private static String path(JsonObject webhook) {
    return "/v1/webhooks/" + webhook.getLong("id");
  }
}
