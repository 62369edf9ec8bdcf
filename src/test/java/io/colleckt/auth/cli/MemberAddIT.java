package io.colleckt.auth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.Dashboard;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.JavaProcess;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.testing.RunningNode;
import io.colleckt.auth.testing.Stores;
import io.colleckt.auth.testing.Workspace;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members come in: the first by an operator beside the database, others by who is there. */
class MemberAddIT {
  private static final String PASSWORD = "a password of one's own";

  @TempDir Path directory;

  @Test
  void linkLetsSomebodyIn() throws Exception {
    Workspace workspace = Workspace.shared();
    Typed owner = Typed.ownerOf(workspace);
    Typed.Result added = owner.run("member", "add", "grace@example.com", "--role", "admin");
    assertThat(added.exit()).isZero();
    assertThat(added.out()).startsWith(workspace.origin() + "/#/invitations/");
    String code = added.out().strip().substring(added.out().lastIndexOf('/') + 1);
    JsonObject password = new JsonObject().put("password", PASSWORD);
    assertThat(workspace.owner().call("POST", "/v1/invitations/" + code, password).statusCode())
        .isEqualTo(200);
    assertThat(owner.run("member", "add", "nobody").exit()).isEqualTo(2);
    assertThat(owner.run("member", "add", "a@example.com", "--role", "king").exit()).isEqualTo(2);
    assertThat(owner.run("member", "add", "grace@example.com").exit()).isEqualTo(2);
  }

  @Test
  void firstOneIsMadeInAnEmptyDatabase() throws Exception {
    Database database = Stores.shared().freshDatabase();
    try (RedisProcess redis = new RedisProcess()) {
      Typed operator = operator(database, redis.url());
      Typed.Result migrated = operator.run("migrate");
      assertThat(migrated.err()).isEmpty();
      assertThat(migrated.exit()).isZero();
      assertThat(operator.run("migrate", "--output=json").out()).isEqualTo("{\"migrated\":true}\n");

      Path weak = Files.writeString(directory.resolve("weak"), "password");
      Typed.Result refused =
          operator.run(
              "member", "add", "ada@example.com", "--first", "--new-password-file", weak + "");
      assertThat(refused.exit()).isEqualTo(2);
      assertThat(refused.err()).startsWith("colleckt: The owner: ");

      Typed.Result added = operator.run("member", "add", "ada@example.com", "--first");
      assertThat(added.exit()).as(added.err()).isZero();
      assertThat(added.lines()).hasSize(1);
      Typed.Result again = operator.run("member", "add", "eve@example.com", "--first");
      assertThat(again.exit()).isEqualTo(1);
      assertThat(again.err()).startsWith("colleckt: There is a member already");

      try (RunningNode node = RunningNode.on(database, redis.url())) {
        Dashboard ada = Dashboard.signIn(node, "ada@example.com", added.lines().get(0));
        assertThat(ada.call("GET", "/v1/session", null).body()).contains("\"role\":\"owner\"");
      }
    }
  }

  @Test
  void storesThatAreAwayAndSettingsThatAreWrongAreSaidInOneLine() throws Exception {
    String nobody = "postgresql://a:secret@127.0.0.1:" + JavaProcess.freePort() + "/x";
    Typed.Result away = operator(new Database(nobody, nobody), "redis://127.0.0.1").run("migrate");
    assertThat(away.exit()).as(away.err()).isEqualTo(4);
    assertThat(away.err().lines()).hasSize(1);
    assertThat(away.err()).doesNotContain("secret");
    Typed.Result wrong = Typed.with(Map.of("COLLECKT_HTP_PORT", "1")).run("migrate");
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err()).contains("COLLECKT_HTP_PORT is not a setting").hasLineCount(1);
    Typed.Result roles =
        Typed.with(
                Map.of(
                    "COLLECKT_ROLES",
                    "http,validation",
                    "COLLECKT_CLUSTER_HOST",
                    "127.0.0.1",
                    "COLLECKT_REDIS_URL",
                    "redis://127.0.0.1"))
            .run("migrate");
    assertThat(roles.exit()).as(roles.err()).isEqualTo(2);
  }

  private static Typed operator(Database database, String redisUrl) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "COLLECKT_DATABASE_URL",
                database.databaseUrl(),
                "COLLECKT_MIGRATION_URL",
                database.migrationUrl(),
                "COLLECKT_REDIS_URL",
                redisUrl));
    settings.put("COLLECKT_EMAIL", "is of no use here");
    return Typed.with(settings);
  }
}
