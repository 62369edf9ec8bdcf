package io.colleckt.auth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.JavaProcess;
import io.colleckt.auth.testing.Workspace;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A token's whole life from a shell, at a service that runs. */
class TokenCommandsIT {
  private static Workspace workspace;
  private static Map<String, String> environment;
  private static Typed owner;

  @TempDir Path directory;

  @BeforeAll
  static void signedUp() throws Exception {
    workspace = Workspace.shared();
    owner = Typed.ownerOf(workspace);
    environment = owner.environment();
  }

  @Test
  void tokenIsCreatedShownAndRevoked() throws Exception {
    Typed.Result created = owner.run("token", "create", "Production Integration");
    assertThat(created.exit()).isZero();
    assertThat(created.lines()).hasSize(1);
    String token = created.lines().get(0);
    String id = token.substring(0, token.indexOf('|'));
    assertThat(created.err())
        .startsWith("Token " + id + ", \"Production Integration\", expires at ")
        .doesNotContain(token);
    assertThat(workspace.call(token, "")).isEqualTo(200);

    Typed.Result shown = owner.run("token", "show", id);
    assertThat(shown.out()).contains("Production Integration").contains("active");
    assertThat(owner.run("token", "list", "--status", "active").out())
        .contains(id + " ")
        .contains("Production Integration");

    Typed.Result revoked = owner.run("token", "revoke", id);
    assertThat(revoked.exit()).isZero();
    assertThat(revoked.out()).startsWith("Token " + id + " was revoked at ");
    assertThat(workspace.call(token, "")).isEqualTo(401);
    assertThat(owner.run("token", "revoke", id).out()).isEqualTo(revoked.out());
    Typed.Result gone = owner.run("token", "show", id);
    assertThat(gone.exit()).isEqualTo(1);
    assertThat(gone.err().lines()).hasSize(1);
  }

  @Test
  void everyOptionArrives() {
    Typed.Result created =
        owner.run(
            "token",
            "create",
            "Nightly import",
            "--environment=sandbox",
            "--ability=orders:read",
            "--ability=orders:write",
            "--allowed-ip=192.0.2.0/24",
            "--rate-limit=100/60",
            "--expires-in-days=30",
            "--output=json");
    JsonObject token = new JsonObject(created.out()).getJsonObject("token");
    assertThat(created.err()).isEmpty();
    assertThat(token.getString("environment")).isEqualTo("sandbox");
    assertThat(token.getJsonArray("abilities")).containsExactly("orders:read", "orders:write");
    assertThat(token.getJsonArray("allowed_ips")).containsExactly("192.0.2.0/24");
    assertThat(token.getJsonObject("rate_limit").getMap())
        .isEqualTo(Map.of("limit", 100, "window_seconds", 60));
    Typed.Result listed = owner.run("token", "list", "--name", "nightly IMP", "--output=json");
    assertThat(listed.lines()).hasSize(1);
    assertThat(new JsonObject(listed.out()).getLong("id")).isEqualTo(token.getLong("id"));
  }

  @Test
  void rotationWritesTheNewTokenOnly() throws Exception {
    String old = owner.run("token", "create", "To be rotated").lines().get(0);
    String id = old.substring(0, old.indexOf('|'));
    Typed.Result rotated = owner.run("token", "rotate", id, "--grace-hours", "0");
    assertThat(rotated.exit()).isZero();
    assertThat(workspace.call(rotated.lines().get(0), "")).isEqualTo(200);
    assertThat(workspace.call(old, "")).isEqualTo(401);
    assertThat(rotated.err()).contains("Token " + id + " expires at ");
    assertThat(owner.run("token", "rotate", id, "--grace-hours", "0").exit()).isEqualTo(1);
  }

  @Test
  void oneThatCannotBeRevokedKeepsNoOtherAlive() throws Exception {
    String token = owner.run("token", "create", "One of two").lines().get(0);
    String id = token.substring(0, token.indexOf('|'));
    Typed.Result revoked = owner.run("token", "revoke", "9007199254740991", id);
    assertThat(revoked.exit()).isEqualTo(1);
    assertThat(revoked.err()).startsWith("colleckt: Token 9007199254740991: ");
    assertThat(workspace.call(token, "")).isEqualTo(401);
  }

  @Test
  void moreThanAPageIsListed() throws Exception {
    Workspace full = Workspace.shared();
    full.stored(250, "expires_at = now() + interval '1 day'");
    Map<String, String> other = new HashMap<>(environment);
    other.put("COLLECKT_EMAIL", full.email());
    Typed.Result listed = Typed.with(other).run("token", "list", "--output", "json");
    assertThat(listed.lines()).hasSize(250).doesNotHaveDuplicates();
  }

  @Test
  void nameCannotSteerTheTerminal() {
    workspace.stored(1, "expires_at = now() + interval '1 day', name = E'evil \\u202e name'");
    assertThat(owner.run("token", "list", "--name=evil").out()).contains("evil ? name");
  }

  @Test
  void wrongPasswordIsRefusedInOneLine() throws Exception {
    Map<String, String> wrong = new HashMap<>(environment);
    wrong.put("COLLECKT_PASSWORD", "something else entirely");
    Typed.Result result = Typed.with(wrong).run("token", "list");
    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err())
        .startsWith("colleckt: Not signed in: ")
        .doesNotContain("something else");
    Path file = Files.writeString(directory.resolve("password"), Workspace.PASSWORD + "\n");
    assertThat(Typed.with(wrong).run("token", "list", "--password-file", file + "").exit())
        .isZero();
  }

  @Test
  void passwordIsNeededAndNeverAnOption() {
    Map<String, String> without = new HashMap<>(environment);
    without.remove("COLLECKT_PASSWORD");
    Typed.Result result = Typed.with(without).run("token", "list");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("COLLECKT_PASSWORD").contains("--password-file");
    assertThat(Typed.with(without).run("token", "list", "--password", "x").exit()).isEqualTo(2);
    Path none = directory.resolve("none");
    assertThat(Typed.with(without).run("token", "list", "--password-file", none + "").exit())
        .isEqualTo(2);
  }

  @Test
  void serviceThatIsAwayIsSaid() throws Exception {
    String nobody = "http://127.0.0.1:" + JavaProcess.freePort();
    Typed.Result result = owner.run("token", "list", "--url", nobody);
    assertThat(result.exit()).isEqualTo(4);
    assertThat(result.err())
        .isEqualTo(
            "colleckt: Nobody answers at %s: is the service running? (--url)%n".formatted(nobody));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "token create; --help",
        "token create x --expires-in-days 0; expires_in_days",
        "token create x --expires-in-days 1 --never-expires; --help",
        "token create x --rate-limit 100; CALLS/SECONDS",
        "token create x --environment staging; environment",
        "token create x --allowed-ip nowhere; nowhere",
        "token list --status revoked; status",
        "token show 0; --help",
        "token show 12|abcdef; before the |",
        "token revoke; --help",
        "token rotate 1; --grace-hours",
        "token rotate 1 --grace-hours 721; grace_hours",
        "token list --url ftp://127.0.0.1; COLLECKT_URL",
        "token list --url http://user:secret@127.0.0.1; COLLECKT_URL",
        "token list --output xml; --help"
      })
  void misuseIsSaidInOneLine(String words, String said) {
    Typed.Result result = owner.run(words.split(" "));
    assertThat(result.exit()).as(result.err()).isEqualTo(2);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).contains(said).doesNotContain("abcdef");
    assertThat(result.err()).doesNotContain("secret@");
  }

  @Test
  void sessionEndsWithTheCommand() {
    String sessions =
        "select count(*) from sessions s join members m on m.id = s.member_id where m.email = '%s'"
            .formatted(workspace.email());
    String before = workspace.database().rows(sessions).get(0);
    owner.run("token", "list");
    assertThat(workspace.database().rows(sessions).get(0)).isEqualTo(before);
  }
}
