package io.colleckt.auth.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.colleckt.auth.dashboard.TokensPage.counted;
import static io.colleckt.auth.dashboard.TokensPage.patiently;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.colleckt.auth.testing.Look;
import io.colleckt.auth.testing.Tab;
import io.colleckt.auth.testing.Workspace;
import io.colleckt.auth.testing.Workspace.Issued;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A revocation that Redis has not heard of yet is shown as that, and not as done. */
class PendingRevocationIT {
  private static final double PATIENCE_MILLIS = 60_000;

  private static Workspace workspace;

  @BeforeAll
  static void start() throws Exception {
    workspace = Workspace.alone();
  }

  @AfterAll
  static void stop() throws Exception {
    workspace.close();
  }

  @Test
  void pageOfTheTokenSaysSoAndCompletesByItself() throws Exception {
    Issued token = workspace.token("Warehouse sync");
    try (Tab tab = workspace.tab(Look.WIDE)) {
      tab.allowRefusal(503);
      tab.go(token.page());
      workspace.redis().stop();
      try {
        tab.button("Revoke Warehouse sync").click();
        appears(tab, "Nobody has called with it in the last 24 hours.");
        tab.button("Revoke token").click();
        appears(tab, "Revocation pending");
        appears(tab, "you can leave this page safely");
        assertThat(tab.page().getByText("And nothing since.").count()).isZero();
      } finally {
        workspace.redis().cont();
      }
      appears(tab, "Warehouse sync is revoked");
      assertThat(becomesTrue(5_000, () -> workspace.call(token.plainText(), "/stock") == 401))
          .isTrue();
      tab.noComplaints();
    }
  }

  @Test
  void listSaysSoAndCompletesByItself() throws Exception {
    List<Issued> doomed = List.of(workspace.token("Pending 1"), workspace.token("Pending 2"));
    try (TokensPage page = TokensPage.of(workspace.tab(Look.WIDE), "?q=pending")) {
      Tab tab = page.tab();
      tab.allowRefusal(503);
      page.chooseAll();
      tab.button("Revoke 2 tokens").click();
      assertThat(page.dialog())
          .containsText("None of them was used within the last hour", patiently());
      workspace.redis().stop();
      try {
        page.confirm("Revoke 2 tokens");
        assertThat(page.dialog()).containsText("0 of 2 tokens revoked, 2 pending.", patiently());
        tab.button("Close").last().click();
        assertThat(tab.page().getByText("Revoking…")).hasCount(2, counted());
      } finally {
        workspace.redis().cont();
      }
      assertThat(page.rows()).hasCount(0, counted());
      for (Issued one : doomed) {
        assertThat(workspace.call(one, "/")).isEqualTo(401);
      }
      tab.noComplaints();
    }
  }

  private static void appears(Tab tab, String text) {
    tab.page()
        .getByText(text)
        .first()
        .waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MILLIS));
  }
}
