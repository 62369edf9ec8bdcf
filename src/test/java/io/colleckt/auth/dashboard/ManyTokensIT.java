package io.colleckt.auth.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.colleckt.auth.testing.Tab;
import io.colleckt.auth.testing.Workspace;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With more tokens than a page holds it is still seen which of them end soon, and how many. */
class ManyTokensIT {
  private static final String REVOKED = "Production Integration";

  private static Workspace workspace;

  /** 300 tokens, of which 37 expire within 14 days, and one that was called and revoked. */
  @BeforeAll
  static void start() throws Exception {
    workspace = Workspace.alone();
    JsonObject body = new JsonObject().put("name", REVOKED).put("expires_in_days", 1);
    JsonObject made = workspace.owner().createToken(body);
    workspace.owner().verify("Bearer " + made.getString("plain_text_token"), "/orders");
    workspace
        .owner()
        .call("DELETE", "/v1/tokens/" + made.getJsonObject("token").getLong("id"), null);
    workspace
        .database()
        .execute(
            """
            insert into tokens (workspace_id, name, environment, secret_hash, created_by, expires_at)
            select m.workspace_id, 'Token no. ' || n, 'production', sha256(n::text::bytea), m.member_id,
              now() + case when n <= 37 then interval '25 hours' + n * interval '8 hours' else interval '100 days' end
            from generate_series(1, 300) n, memberships m
            """);
  }

  @AfterAll
  static void stop() throws Exception {
    workspace.close();
  }

  @Test
  void overviewTellsHowManyExpireSoonAndLeadsToThem() {
    try (Tab tab = workspace.tab("/")) {
      Page page = tab.page();
      Locator soon =
          page.locator(".figure").filter(new Locator.FilterOptions().setHasText("Expire soon"));
      assertThat(soon).containsText("37");
      assertThat(link(page, "Token no. 1")).isVisible();
      assertThat(link(page, "Token no. 6")).hasCount(0);
      link(page, "All 37").click();
      page.locator(".table-head").waitFor();

      assertThat(page.locator(".table-head")).hasText("37 tokens match");
      assertThat(page.locator(".tokens tbody tr")).hasCount(37);
      assertThat(page.locator(".tokens tbody tr").first()).containsText("Token no. 1");
      assertThat(page).hasURL(Pattern.compile("\\?expires=14&sort=expiry$"));
      tab.accessible();
      tab.noComplaints();
    }
  }

  @Test
  void orderAndExpiryLiveInTheAddress() {
    try (Tab tab = workspace.tab("/settings/tokens")) {
      Page page = tab.page();
      assertThat(page.locator(".table-head")).hasText("300 tokens");
      page.getByLabel("Order").selectOption("First to expire");
      assertThat(page.locator(".tokens tbody tr").first()).containsText("Token no. 1");
      page.getByLabel("Expiry", new Page.GetByLabelOptions().setExact(true))
          .selectOption("Expires in 7 days");
      assertThat(page.locator(".table-head")).hasText("17 tokens match");

      page.reload();
      tab.settle();
      assertThat(page.locator(".table-head")).hasText("17 tokens match");
      assertThat(page.locator(".tokens tbody tr").first()).containsText("Token no. 1");
      page.getByLabel("Order").selectOption("Newest first");
      assertThat(page.locator(".tokens tbody tr").first()).containsText("Token no. 17");
      tab.noComplaints();
    }
  }

  /** A look-up of a token that is gone gets 404, which would be a complaint of the browser. */
  @Test
  void nameOfARevokedTokenIsStillTold() {
    try (Tab tab = workspace.tab("/activity")) {
      Page page = tab.page();
      assertThat(page.locator(".calls .token-link")).containsText(REVOKED);
      assertThat(page.locator(".calls .token-link")).containsText("(revoked)");
      tab.go("/audit?action=token.revoked");
      assertThat(page.locator(".audit tbody")).containsText(REVOKED);
      assertThat(page.locator(".audit tbody")).containsText("(revoked)");
      tab.noComplaints();
    }
  }

  @Test
  void dialogsBeginAtTheirFieldOrAtTheSafestButton() {
    try (Tab tab = workspace.tab("/settings/tokens?q=Token%20no.%207")) {
      Page page = tab.page();
      link(page, "Token no. 7").first().click();
      page.getByRole(AriaRole.BUTTON, named("Rotate Token no. 7")).click();
      assertThat(page.getByRole(AriaRole.RADIO, named("24 hours"))).isFocused();
      page.keyboard().press("Escape");
      assertThat(page.getByRole(AriaRole.BUTTON, named("Rotate Token no. 7"))).isFocused();
      page.getByRole(AriaRole.BUTTON, named("Revoke Token no. 7")).click();
      assertThat(page.getByRole(AriaRole.BUTTON, named("Cancel"))).isFocused();
      page.keyboard().press("Escape");
      page.getByRole(AriaRole.BUTTON, named("Pause Token no. 7")).click();
      assertThat(page.getByRole(AriaRole.BUTTON, named("Cancel"))).isFocused();
      tab.noComplaints();
    }
  }

  private static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
