package io.colleckt.auth.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.colleckt.auth.dashboard.TokensPage.counted;
import static io.colleckt.auth.dashboard.TokensPage.exactly;
import static io.colleckt.auth.dashboard.TokensPage.patiently;
import static io.colleckt.auth.dashboard.TokensPage.text;
import static io.colleckt.auth.testing.Await.await;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import io.colleckt.auth.account.Password;
import io.colleckt.auth.persistence.FirstStart;
import io.colleckt.auth.testing.Browser;
import io.colleckt.auth.testing.Dashboard;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.Look;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.testing.RunningNode;
import io.colleckt.auth.testing.Stores;
import io.colleckt.auth.testing.Tab;
import io.colleckt.auth.testing.TestToken;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Settings, API Tokens: what is shown is what there is, and what is revoked there is dead. */
class TokensPageIT {
  private static final String OWNER = "owner@example.com";
  private static final String MEMBER = "member@example.com";
  private static final String PASSWORD = "a long enough sentence";

  private static RedisProcess redis;
  private static Database database;
  private static RunningNode node;
  private static Dashboard owner;

  @BeforeAll
  static void start() throws Exception {
    database = Stores.shared().freshDatabase();
    redis = new RedisProcess();
    node = RunningNode.on(database, redis.url());
    FirstStart first = new FirstStart(node.node().vertx(), database.databaseUrl());
    await(first.run(Optional.of(OWNER), Optional.of(new Password(PASSWORD))));
    owner = Dashboard.signIn(node, OWNER, PASSWORD);
  }

  @AfterAll
  static void stop() throws Exception {
    node.close();
    redis.close();
  }

  @Test
  void filtersSurviveReloadAndBack() throws Exception {
    create("Filter sandbox one", "sandbox");
    create("Filter production two", "production");
    try (TokensPage page = list(Look.WIDE, "")) {
      Tab tab = page.tab();
      tab.page().getByLabel("Search by name").fill("filter");
      tab.page().getByLabel("Environment", exactly()).selectOption("sandbox");
      assertThat(page.rows()).hasCount(1);
      assertThat(tab.page()).hasURL(origin() + "/settings/tokens?environment=sandbox&q=filter");

      tab.page().reload();
      tab.settle();
      assertThat(page.rows()).hasCount(1);
      assertThat(tab.page().getByLabel("Search by name")).hasValue("filter");

      tab.page().getByText("Filter sandbox one").click();
      tab.page().waitForURL("**/settings/tokens/*");
      tab.page().goBack();
      assertThat(tab.page().getByLabel("Environment", exactly())).hasValue("sandbox");
      assertThat(page.rows()).hasCount(1);

      tab.button("Clear filters").click();
      assertThat(tab.page()).hasURL(origin() + "/settings/tokens");
      assertThat(tab.page().getByText("Filter production two")).isVisible();
    }
  }

  @Test
  void revokingSeveralNeedsTheirNumberWhenTheyAreInUseAndEndsThemAll() throws Exception {
    List<JsonObject> doomed = create(3, "Doomed");
    for (JsonObject one : doomed) {
      assertThat(owner.verify(bearer(one)).statusCode()).isEqualTo(200);
      assertThat(becomesTrue(20_000, () -> seen(one))).isTrue();
    }
    try (TokensPage page = list(Look.WIDE, "?q=doomed")) {
      Tab tab = page.tab();
      page.chooseAll();
      tab.button("Revoke 3 tokens").click();
      assertThat(page.dialog()).containsText("All of them were used within the last hour");
      page.confirm("Revoke 3 tokens");
      assertThat(page.dialog()).containsText("Type 3, the number of tokens.");
      for (JsonObject one : doomed) {
        assertThat(owner.verify(bearer(one)).statusCode()).isEqualTo(200);
      }

      page.dialog().getByRole(AriaRole.TEXTBOX).fill("3");
      page.confirm("Revoke 3 tokens");
      assertThat(page.dialog()).containsText("3 of 3 tokens revoked.", patiently());
      assertThat(page.dialog().getByText("last accepted")).hasCount(3, counted());
      for (JsonObject one : doomed) {
        assertThat(owner.verify(bearer(one)).statusCode()).isEqualTo(401);
      }
      tab.button("Close").last().click();
      assertThat(tab.page().getByText("No token matches")).isVisible();
      tab.noComplaints();
    }
  }

  @Test
  void revocationThatIsPendingSaysSoAndCompletesByItself() throws Exception {
    List<JsonObject> doomed = create(2, "Pending");
    try (TokensPage page = list(Look.WIDE, "?q=pending")) {
      Tab tab = page.tab();
      tab.allowRefusal(503);
      page.chooseAll();
      tab.button("Revoke 2 tokens").click();
      assertThat(page.dialog())
          .containsText("None of them was used within the last hour", patiently());
      redis.stop();
      try {
        page.confirm("Revoke 2 tokens");
        assertThat(page.dialog()).containsText("0 of 2 tokens revoked, 2 pending.", patiently());
        tab.button("Close").last().click();
        assertThat(tab.page().getByText("Revoking…")).hasCount(2, counted());
      } finally {
        redis.cont();
      }
      assertThat(page.rows()).hasCount(0, counted());
      for (JsonObject one : doomed) {
        assertThat(owner.verify(bearer(one)).statusCode()).isEqualTo(401);
      }
      tab.noComplaints();
    }
  }

  @Test
  void namesAreTextWhateverTheyLookLike() throws Exception {
    List<String> names =
        List.of(
            "<img src=x onerror=\"document.title='Text 1'\">",
            "<script>document.title='Text 2'</script>",
            "=cmd|'/c calc'!A1 Text 3",
            "Text 4" + "x".repeat(249));
    for (String name : names) {
      create(name, "production");
    }
    for (Look look : List.of(Look.WIDE, Look.NARROW_DARK)) {
      try (TokensPage page = list(look, "?q=text+")) {
        Tab tab = page.tab();
        assertThat(page.rows()).hasCount(names.size());
        for (String name : names) {
          assertThat(tab.page().getByText(name, text())).isVisible();
        }
        tab.button("Actions for " + names.get(3)).click();
        assertThat(tab.page().getByRole(AriaRole.MENUITEM).first()).isVisible();
        tab.fitsItsWidth();
        assertThat(tab.page()).hasTitle("API Tokens · Colleckt Auth");
        tab.noComplaints();
      }
    }
  }

  @Test
  void memberSelectsOnlyWhatHeOrSheHasMade() throws Exception {
    create("Mine or not: the owner's", "production");
    Dashboard member = member();
    member.createToken(new JsonObject().put("name", "Mine or not: the member's"));
    try (TokensPage page = open(member, Look.WIDE, "?q=mine")) {
      Tab tab = page.tab();
      assertThat(tab.page().getByLabel("Select Mine or not: the member's", exactly())).isEnabled();
      assertThat(tab.page().getByLabel("Select Mine or not: the owner's")).isDisabled();
      tab.page().getByLabel("Select all shown").check();
      assertThat(tab.button("Revoke 1 token")).isVisible();
      tab.button("Actions for Mine or not: the owner's").click();
      assertThat(tab.page().getByRole(AriaRole.MENUITEM)).hasText(new String[] {"Open"});
    }
  }

  @Test
  void twoHundredTokensComePageByPage() throws Exception {
    TestToken.insert(
        database, 200, "name = 'Paged ' || id, expires_at = now() + interval '9 days'");
    try (TokensPage page = list(Look.WIDE, "?q=paged")) {
      Tab tab = page.tab();
      for (int shown = 50; shown < 200; shown += 50) {
        assertThat(page.rows()).hasCount(shown, counted());
        tab.button("Show more").click();
      }
      assertThat(page.rows()).hasCount(200, counted());
      assertThat(tab.button("Show more")).isHidden();
      tab.noComplaints();
    }
  }

  @Test
  void unusedTokensAreSelectedAtOnceAndAnExpiredOneIsDeletedNotRevoked() throws Exception {
    String old = ", created_at = now() - interval '100 days'";
    TestToken.insert(
        database, 2, "name = 'Stale one', expires_at = now() + interval '9 days'" + old);
    TestToken.insert(
        database, "name = 'Stale but used', last_used_at = now(), expires_at = null" + old);
    TestToken.insert(database, "name = 'Stale over', expires_at = now() - interval '1 day'" + old);
    try (TokensPage page = list(Look.WIDE, "?q=stale")) {
      Tab tab = page.tab();
      assertThat(page.rows()).hasCount(4);
      assertThat(tab.page().getByText("2 tokens have not been used for 90 days")).isVisible();
      tab.button("Select these 2").click();
      assertThat(tab.page().getByLabel("Select Stale one").first()).isChecked();
      assertThat(tab.button("Revoke 2 tokens")).isVisible();
      tab.button("Clear selection").click();
      tab.page().getByLabel("Select Stale over").check();
      assertThat(tab.button("Delete 1 token")).isVisible();
    }
  }

  @Test
  void listSelectionAndDialogAreForEverybody() throws Exception {
    create(2, "Everybody");
    for (Look look : Look.ALL) {
      try (TokensPage page = list(look, "?q=everybody")) {
        Tab tab = page.tab();
        tab.accessible();
        tab.page().getByLabel("Select Everybody 1").check();
        tab.page().getByLabel("Select Everybody 2").check();
        tab.accessible();
        tab.fitsItsWidth();
        tab.screenshot("tokens-" + look);
        tab.button("Revoke 2 tokens").click();
        assertThat(page.dialog()).containsText("None of them was used", patiently());
        tab.accessible();
        tab.screenshot("tokens-revoke-" + look);
        tab.noComplaints();
      }
    }
  }

  private static TokensPage list(Look look, String query) throws Exception {
    return open(owner, look, query);
  }

  private static TokensPage open(Dashboard who, Look look, String query) {
    Tab tab = Browser.open(node, look);
    tab.signIn(who);
    tab.go("/settings/tokens" + query);
    return new TokensPage(tab);
  }

  private static Dashboard member() throws Exception {
    JsonObject invited = new JsonObject().put("email", MEMBER).put("role", "member");
    String answer = owner.call("POST", "/v1/members", invited).body();
    String url = new JsonObject(answer).getString("invite_url");
    String code = URI.create(url).getFragment().replace("/invitations/", "");
    JsonObject password = new JsonObject().put("password", PASSWORD);
    assertThat(owner.call("POST", "/v1/invitations/" + code, password).statusCode()).isEqualTo(200);
    return Dashboard.signIn(node, MEMBER, PASSWORD);
  }

  private static JsonObject create(String name, String environment) throws Exception {
    return owner.createToken(new JsonObject().put("name", name).put("environment", environment));
  }

  private static List<JsonObject> create(int count, String name) throws Exception {
    List<JsonObject> made = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      made.add(create(name + " " + i, "production"));
    }
    return made;
  }

  private static boolean seen(JsonObject made) throws Exception {
    long id = made.getJsonObject("token").getLong("id");
    String impact = owner.call("GET", "/v1/tokens/" + id + "/impact", null).body();
    return new JsonObject(impact).getString("last_seen_at") != null;
  }

  private static String bearer(JsonObject made) {
    return "Bearer " + made.getString("plain_text_token");
  }

  private static String origin() {
    return "http://127.0.0.1:" + node.node().httpPort();
  }
}
