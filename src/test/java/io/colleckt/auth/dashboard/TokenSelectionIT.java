package io.colleckt.auth.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.colleckt.auth.dashboard.TokensPage.counted;
import static io.colleckt.auth.dashboard.TokensPage.exactly;
import static io.colleckt.auth.dashboard.TokensPage.patiently;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import io.colleckt.auth.testing.Dashboard;
import io.colleckt.auth.testing.Look;
import io.colleckt.auth.testing.Tab;
import io.colleckt.auth.testing.Workspace;
import io.colleckt.auth.testing.Workspace.Issued;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Several tokens are selected in the list, and what is revoked there is dead. */
class TokenSelectionIT {
  private static Workspace workspace;

  @BeforeAll
  static void start() throws Exception {
    workspace = Workspace.shared();
  }

  @Test
  void revokingSeveralNeedsTheirNumberWhenTheyAreInUseAndEndsThemAll() throws Exception {
    List<Issued> doomed = create(3, "Doomed");
    for (Issued one : doomed) {
      assertThat(workspace.call(one, "/")).isEqualTo(200);
      assertThat(becomesTrue(20_000, () -> seen(one))).isTrue();
    }
    try (TokensPage page = TokensPage.of(workspace.tab(Look.WIDE), "?q=doomed")) {
      Tab tab = page.tab();
      page.chooseAll();
      tab.button("Revoke 3 tokens").click();
      assertThat(page.dialog()).containsText("All of them were used within the last hour");
      page.confirm("Revoke 3 tokens");
      assertThat(page.dialog()).containsText("Type 3, the number of tokens.");
      for (Issued one : doomed) {
        assertThat(workspace.call(one, "/")).isEqualTo(200);
      }

      page.dialog().getByRole(AriaRole.TEXTBOX).fill("3");
      page.confirm("Revoke 3 tokens");
      assertThat(page.dialog()).containsText("3 of 3 tokens revoked.", patiently());
      assertThat(page.dialog().getByText("last accepted")).hasCount(3, counted());
      for (Issued one : doomed) {
        assertThat(workspace.call(one, "/")).isEqualTo(401);
      }
      tab.button("Close").last().click();
      assertThat(tab.page().getByText("No token matches")).isVisible();
      tab.noComplaints();
    }
  }

  @Test
  void unusedTokensAreSelectedAtOnceAndAnExpiredOneIsDeletedNotRevoked() throws Exception {
    String old = ", created_at = now() - interval '100 days'";
    workspace.stored(2, "name = 'Stale one', expires_at = now() + interval '9 days'" + old);
    workspace.stored(1, "name = 'Stale but used', last_used_at = now(), expires_at = null" + old);
    workspace.stored(1, "name = 'Stale over', expires_at = now() - interval '1 day'" + old);
    try (TokensPage page = TokensPage.of(workspace.tab(Look.WIDE), "?q=stale")) {
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
  void memberSelectsOnlyWhatHeOrSheHasMade() throws Exception {
    workspace.token("Mine or not: the owner's");
    Dashboard member = workspace.member("member");
    member.createToken(new JsonObject().put("name", "Mine or not: the member's"));
    try (TokensPage page = TokensPage.of(workspace.tab(Look.WIDE, member), "?q=mine")) {
      Tab tab = page.tab();
      assertThat(tab.page().getByLabel("Select Mine or not: the member's", exactly())).isEnabled();
      assertThat(tab.page().getByLabel("Select Mine or not: the owner's")).isDisabled();
      tab.page().getByLabel("Select all shown").check();
      assertThat(tab.button("Revoke 1 token")).isVisible();
      tab.button("Actions for Mine or not: the owner's").click();
      assertThat(tab.page().getByRole(AriaRole.MENUITEM)).hasText(new String[] {"Open"});
    }
  }

  private static List<Issued> create(int count, String name) throws Exception {
    List<Issued> made = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      made.add(workspace.token(name + " " + i));
    }
    return made;
  }

  private static boolean seen(Issued made) throws Exception {
    String path = "/v1/tokens/" + made.id() + "/impact";
    String impact = workspace.owner().call("GET", path, null).body();
    return new JsonObject(impact).getString("last_seen_at") != null;
  }
}
