package io.colleckt.auth.http;

import static io.colleckt.auth.http.AccountServer.OWNER;
import static io.colleckt.auth.http.AccountServer.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class MemberRoutesIT {
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

  private static HttpResponse<Buffer> changeRole(Browser by, long id, String role) {
    return by.call(HttpMethod.PATCH, "/v1/members/" + id, new JsonObject().put("role", role));
  }

  @Test
  void invitationThatWaitsIsListedWithItsEndAndCanBeEndedOnce() {
    JsonObject invitation = new JsonObject().put("email", "ina@example.com").put("role", "member");
    JsonObject invited = owner.call(HttpMethod.POST, "/v1/members", invitation).bodyAsJsonObject();
    String url = invited.getString("invite_url");
    long id = invited.getJsonObject("member").getLong("id");
    assertThat(listed(id).getString("invitation_expires_at"))
        .isEqualTo(invited.getString("expires_at"));
    String path = "/v1/members/" + id + "/invitation";

    assertThat(owner.call(HttpMethod.DELETE, path, null).statusCode()).isEqualTo(204);

    assertThat(server.accept(url.substring(url.lastIndexOf('/') + 1), PASSWORD).statusCode())
        .isEqualTo(404);
    assertThat(owner.call(HttpMethod.DELETE, path, null).statusCode()).isEqualTo(404);
    HttpResponse<Buffer> own = owner.call(HttpMethod.DELETE, "/v1/members/1/invitation", null);
    assertThat(own.statusCode()).isEqualTo(409);
    assertThat(own.bodyAsJsonObject().getString("message")).contains("has been accepted");
    assertThat(listed(1).getValue("invitation_expires_at")).isNull();
  }

  private static JsonObject listed(long id) {
    return owner.get("/v1/members").bodyAsJsonObject().getJsonArray("data").stream()
        .map(JsonObject.class::cast)
        .filter(member -> member.getLong("id") == id)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void invitationIsShownOnceAndLetsOnePersonIn() {
    HttpResponse<Buffer> response =
        owner.call(
            HttpMethod.POST,
            "/v1/members",
            new JsonObject().put("email", "max@example.com").put("role", "member"));
    assertThat(response.statusCode()).isEqualTo(201);
    JsonObject body = response.bodyAsJsonObject();
    assertThat(body.getJsonObject("member").getString("status")).isEqualTo("invited");
    String url = body.getString("invite_url");
    assertThat(url).matches(server.origin() + "/#/invitations/[A-Za-z0-9_-]{43}");
    String code = url.substring(url.lastIndexOf('/') + 1);
    Browser max = new Browser(server, server.accept(code, PASSWORD));
    assertThat(
            max.get("/v1/session").bodyAsJsonObject().getJsonObject("member").getString("status"))
        .isEqualTo("active");
    assertThat(server.accept(code, PASSWORD).statusCode()).isEqualTo(404);
    assertThat(server.accept("short", PASSWORD).statusCode()).isEqualTo(404);
    String stored =
        server.rows("select concat(a.*) from audit a").toString()
            + server.rows("select concat(i.*) from invitations i");
    assertThat(stored).doesNotContain(code);
  }

  @Test
  void invitationTellsWhoeverHoldsItWhatItIsFor() {
    String code = AccountServer.invite(owner, "ida@example.com", "admin");
    JsonObject told = server.invitation(code).bodyAsJsonObject().getJsonObject("invitation");
    JsonObject session = owner.get("/v1/session").bodyAsJsonObject();
    assertThat(told.getString("email")).isEqualTo("ida@example.com");
    assertThat(told.getString("role")).isEqualTo("admin");
    assertThat(told.getString("workspace"))
        .isEqualTo(session.getJsonObject("workspace").getString("name"));
    assertThat(told.getString("invited_by"))
        .isEqualTo(session.getJsonObject("member").getString("email"));
    assertThat(told.getInstant("expires_at")).isAfter(Instant.now());
    assertThat(server.accept(code, PASSWORD).statusCode()).isEqualTo(200);
    assertThat(server.invitation(code).statusCode()).isEqualTo(404);
    assertThat(server.invitation("short").statusCode()).isEqualTo(422);
    assertThat(server.invitation("A".repeat(43)).statusCode()).isEqualTo(404);
  }

  @Test
  void weakPasswordIs422AndTheCodeStaysGood() {
    String code = AccountServer.invite(owner, "weak@example.com", "member");
    HttpResponse<Buffer> refused = server.accept(code, "password1234");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.bodyAsJsonObject().getJsonObject("errors").fieldNames())
        .containsExactly("password");
    assertThat(server.accept(code, PASSWORD).statusCode()).isEqualTo(200);
  }

  @Test
  void lastOwnerCannotBeDemotedOrRemoved() {
    assertThat(changeRole(owner, owner.memberId, "admin").statusCode()).isEqualTo(409);
    assertThat(owner.delete("/v1/members/" + owner.memberId).statusCode()).isEqualTo(409);
    assertThat(owner.get("/v1/members/" + owner.memberId).bodyAsJsonObject())
        .isEqualTo(
            new JsonObject()
                .put(
                    "member", owner.get("/v1/session").bodyAsJsonObject().getJsonObject("member")));
  }

  @Test
  void roleChangesAndRemovalsAreInForceAtOnce() {
    Browser eve = server.join("eve@example.com", "admin");
    assertThat(changeRole(owner, eve.memberId, "member").statusCode()).isEqualTo(200);
    assertThat(changeRole(eve, eve.memberId, "admin").statusCode()).isEqualTo(403);
    assertThat(owner.delete("/v1/members/" + eve.memberId).statusCode()).isEqualTo(204);
    assertThat(eve.get("/v1/session").bodyAsString())
        .isEqualTo("{\"message\":\"Unauthenticated.\"}");
    assertThat(owner.delete("/v1/members/" + eve.memberId).statusCode()).isEqualTo(404);
  }

  @Test
  void rolesDecideWhoManagesWhom() {
    Browser admin = server.join("admin@example.com", "admin");
    Browser member = server.join("member@example.com", "member");
    assertThat(member.get("/v1/members").statusCode()).isEqualTo(200);
    JsonObject invitation = new JsonObject().put("email", "new@example.com").put("role", "member");
    assertThat(member.call(HttpMethod.POST, "/v1/members", invitation).statusCode()).isEqualTo(403);
    assertThat(admin.call(HttpMethod.POST, "/v1/members", invitation).statusCode()).isEqualTo(201);
    invitation.put("role", "owner");
    assertThat(admin.call(HttpMethod.POST, "/v1/members", invitation).statusCode()).isEqualTo(403);
    assertThat(changeRole(admin, owner.memberId, "member").statusCode()).isEqualTo(403);
  }

  @Test
  void unacceptableValuesNameTheirField() {
    JsonObject nobody = new JsonObject().put("email", OWNER).put("role", "king");
    HttpResponse<Buffer> role = owner.call(HttpMethod.POST, "/v1/members", nobody);
    assertThat(role.statusCode()).isEqualTo(422);
    assertThat(role.bodyAsJsonObject().getJsonObject("errors").fieldNames())
        .containsExactly("role");
    HttpResponse<Buffer> there =
        owner.call(HttpMethod.POST, "/v1/members", nobody.put("role", "admin"));
    assertThat(there.statusCode()).isEqualTo(422);
    assertThat(there.bodyAsJsonObject().getJsonObject("errors").fieldNames())
        .containsExactly("email");
    assertThat(
            owner
                .call(HttpMethod.POST, "/v1/members", nobody.put("email", "\u0130@example.com"))
                .bodyAsJsonObject()
                .getJsonObject("errors")
                .fieldNames())
        .containsExactly("email");
    assertThat(owner.call(HttpMethod.POST, "/v1/members", nobody.put("admin", true)).statusCode())
        .isEqualTo(400);
    assertThat(owner.get("/v1/members/0").statusCode()).isEqualTo(404);
    assertThat(owner.get("/v1/members?x=1").statusCode()).isEqualTo(422);
  }

  @Test
  void workspaceSettingsAreReadByAllAndChangedByThoseWhoRunIt() {
    JsonObject change =
        new JsonObject()
            .put("name", "  Acme <b>  ")
            .put("token_prefix", new JsonObject().put("sandbox", "acme_test_"))
            .put("longest_expiry_days", 90);
    JsonObject changed = owner.call(HttpMethod.PATCH, "/v1/workspace", change).bodyAsJsonObject();
    assertThat(changed.getJsonObject("workspace").getString("name")).isEqualTo("Acme <b>");
    assertThat(changed.getJsonObject("workspace").getJsonObject("token_prefix"))
        .isEqualTo(new JsonObject().put("production", "").put("sandbox", "acme_test_"));
    Browser member = server.join("reader@example.com", "member");
    assertThat(member.get("/v1/workspace").bodyAsJsonObject()).isEqualTo(changed);
    assertThat(member.call(HttpMethod.PATCH, "/v1/workspace", change).statusCode()).isEqualTo(403);
    JsonObject bad =
        new JsonObject()
            .put("name", " ")
            .put("token_prefix", new JsonObject().put("production", "a|b"))
            .put("longest_expiry_days", 367)
            .put("activity_retention_days", 0);
    HttpResponse<Buffer> refused = owner.call(HttpMethod.PATCH, "/v1/workspace", bad);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.bodyAsJsonObject().getJsonObject("errors").fieldNames())
        .containsExactlyInAnyOrder(
            "name", "token_prefix", "longest_expiry_days", "activity_retention_days");
  }
}
