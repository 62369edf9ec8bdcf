package io.colleckt.auth.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.colleckt.auth.dashboard.TokensPage.counted;
import static io.colleckt.auth.dashboard.TokensPage.exactly;
import static io.colleckt.auth.dashboard.TokensPage.patiently;
import static io.colleckt.auth.dashboard.TokensPage.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import io.colleckt.auth.testing.Look;
import io.colleckt.auth.testing.Tab;
import io.colleckt.auth.testing.Workspace;
import io.colleckt.auth.testing.Workspace.Issued;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Settings, API Tokens: what is shown is what there is. */
class TokensPageIT {
  private static Workspace workspace;

  @BeforeAll
  static void start() throws Exception {
    workspace = Workspace.shared();
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
      assertThat(tab.page()).hasURL(list() + "?environment=sandbox&q=filter");

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
      assertThat(tab.page()).hasURL(list());
      assertThat(tab.page().getByText("Filter production two")).isVisible();
    }
  }

  @Test
  void pastedTokenGoesIntoNoAddressAndLeadsToItsPage() throws Exception {
    Issued token = workspace.token("Found in a log");
    try (TokensPage page = list(Look.WIDE, "")) {
      Tab tab = page.tab();
      List<String> asked = new CopyOnWriteArrayList<>();
      tab.page().onRequest(request -> asked.add(request.url()));
      tab.page().getByLabel("Search by name").fill(token.plainText());
      tab.page().getByText("Open token " + token.id()).click();
      assertThat(tab.page().locator("h1")).hasText("Found in a log");
      String secret = token.plainText().substring(token.plainText().indexOf('|') + 1);
      assertThat(asked).noneMatch(url -> url.contains(secret));
      assertThat(asked).noneMatch(url -> url.contains("q="));
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
    for (Look look : Look.BOTH) {
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
  void twoHundredTokensComePageByPage() throws Exception {
    workspace.stored(200, "name = 'Paged ' || id, expires_at = now() + interval '9 days'");
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
  void listSelectionAndDialogAreForEverybody() throws Exception {
    create("Everybody 1", "production");
    create("Everybody 2", "production");
    for (Look look : Look.BOTH) {
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

  private static TokensPage list(Look look, String query) {
    return TokensPage.of(workspace.tab(look), query);
  }

  private static String list() {
    return workspace.origin() + "/settings/tokens";
  }

  private static void create(String name, String environment) throws Exception {
    workspace
        .owner()
        .createToken(new JsonObject().put("name", name).put("environment", environment));
  }
}
