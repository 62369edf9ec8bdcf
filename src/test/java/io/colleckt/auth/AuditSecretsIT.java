package io.colleckt.auth;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.account.Password;
import io.colleckt.auth.persistence.FirstStart;
import io.colleckt.auth.testing.Dashboard;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.testing.RunningNode;
import io.colleckt.auth.testing.Stores;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever members do, no secret of theirs gets into the audit log. */
class AuditSecretsIT {
  private static final String EMAIL = "owner@example.com";
  private static final String PASSWORD = "canary one two three";
  private static final String NEW_PASSWORD = "canary four five six";
  private static final String WRONG_PASSWORD = "canary seven eight nine";

  private final Database database = Stores.shared().freshDatabase();
  private final List<String> secrets =
      new ArrayList<>(List.of("canary", "secret_hash", "password_hash"));
  private RedisProcess redis;
  private RunningNode node;
  private Dashboard owner;

  @BeforeEach
  void start() throws Exception {
    redis = new RedisProcess();
    node = RunningNode.on(database, redis.url());
    FirstStart first = new FirstStart(node.node().vertx(), database.databaseUrl());
    await(first.run(Optional.of(EMAIL), Optional.of(new Password(PASSWORD))));
    owner = Dashboard.signIn(node, EMAIL, PASSWORD);
  }

  @AfterEach
  void stop() throws Exception {
    node.close();
    redis.close();
  }

  @Test
  void noSecretIsInAnyRow() throws Exception {
    tokens();
    members();
    passwords();
    secrets.addAll(database.rows("select encode(secret_hash, 'hex') from tokens"));
    secrets.addAll(
        database.rows("select password_hash from members where password_hash is not null"));
    secrets.addAll(database.rows("select encode(id_hash, 'hex') from sessions"));

    assertThat(database.rows("select distinct action from audit"))
        .contains(
            "token.created",
            "token.changed",
            "token.paused",
            "token.resumed",
            "token.rotated",
            "token.revoked",
            "member.invited",
            "invitation.accepted",
            "member.role_changed",
            "member.removed",
            "password.changed",
            "password.refused",
            "workspace.changed",
            "session.started",
            "session.ended");
    String rows = String.join("\n", database.rows("select audit::text from audit"));
    for (String secret : secrets) {
      assertThat(rows).as("%s", secret).doesNotContain(secret);
    }
    String listed = owner.call("GET", "/v1/audit?limit=100", null).body();
    secrets.forEach(secret -> assertThat(listed).doesNotContain(secret));
  }

  private void tokens() throws Exception {
    JsonObject created = owner.createToken(new JsonObject().put("name", "CI"));
    long id = created.getJsonObject("token").getLong("id");
    keep(created.getString("plain_text_token"));
    for (String change : List.of("{\"name\":\"CD\"}", "{\"paused\":true}", "{\"paused\":false}")) {
      call(200, "PATCH", "/v1/tokens/" + id, new JsonObject(change));
    }
    JsonObject rotated =
        call(201, "POST", "/v1/tokens/" + id + "/rotate", new JsonObject("{\"grace_hours\":1}"));
    keep(rotated.getString("plain_text_token"));
    call(200, "DELETE", "/v1/tokens/" + id, null);
    call(200, "PATCH", "/v1/workspace", new JsonObject().put("name", "Renamed"));
  }

  private void members() throws Exception {
    JsonObject invited =
        call(
            201,
            "POST",
            "/v1/members",
            new JsonObject("{\"email\":\"max@example.com\",\"role\":\"member\"}"));
    String url = invited.getString("invite_url");
    String code = url.substring(url.lastIndexOf('/') + 1);
    secrets.add(code);
    call(200, "POST", "/v1/invitations/" + code, new JsonObject().put("password", PASSWORD));
    long id = invited.getJsonObject("member").getLong("id");
    call(200, "PATCH", "/v1/members/" + id, new JsonObject().put("role", "admin"));
    owner.call("DELETE", "/v1/members/" + id, null);
  }

  private void passwords() throws Exception {
    JsonObject wrong = new JsonObject().put("current", WRONG_PASSWORD).put("new", NEW_PASSWORD);
    assertThat(owner.call("POST", "/v1/password", wrong).statusCode()).isEqualTo(422);
    JsonObject right = new JsonObject().put("current", PASSWORD).put("new", NEW_PASSWORD);
    assertThat(owner.call("POST", "/v1/password", right).statusCode()).isLessThan(300);
    Dashboard other = Dashboard.signIn(node, EMAIL, NEW_PASSWORD);
    assertThat(other.call("DELETE", "/v1/session", null).statusCode()).isEqualTo(204);
  }

  private JsonObject call(int status, String method, String path, JsonObject body)
      throws Exception {
    HttpResponse<String> response = owner.call(method, path, body);
    assertThat(response.statusCode())
        .as("%s %s: %s", method, path, response.body())
        .isEqualTo(status);
    return new JsonObject(response.body());
  }

  private void keep(String plainText) {
    secrets.add(plainText);
    secrets.add(plainText.substring(plainText.indexOf('|') + 1));
  }
}
