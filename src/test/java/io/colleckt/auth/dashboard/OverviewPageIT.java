package io.colleckt.auth.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.colleckt.auth.testing.Tab;
import io.colleckt.auth.testing.Workspace;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** The first page: the way to the first call in a new workspace, and then where it stands. */
class OverviewPageIT {
  private static final double PATIENCE_MILLIS = 30_000;

  @Test
  void newWorkspaceIsShownTheWayAndThenWhereItStands() throws Exception {
    Workspace workspace = Workspace.shared();
    try (Tab tab = workspace.tab("/")) {
      Page page = tab.page();
      assertThat(page.getByText("Waiting for the first call")).isVisible();
      tab.accessible();
      page.waitForTimeout(1000);
      String first = token(workspace, "Production Integration", 180);
      workspace.owner().verify("Bearer " + first, "/orders");
      assertThat(page.getByText("Waiting for the first call")).hasCount(0, soon());
      assertThat(page.getByText("Accepted", exactly())).isVisible();
      token(workspace, "Ends soon", 7);
      workspace.owner().verify("Bearer " + first + "x", "/orders");
      page.waitForTimeout(3000);
      tab.go("/");
      assertThat(page.getByText("Calls in the last 24 hours").first()).isVisible();
      assertThat(figure(page, "Accepted calls")).containsText("1");
      assertThat(figure(page, "Active tokens")).containsText("2");
      assertThat(figure(page, "Expire soon")).containsText("1");
      assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Ends soon")))
          .isVisible();
      tab.accessible();
      tab.noComplaints();
    }
  }

  private static Locator figure(Page page, String name) {
    return page.locator(".figure").filter(new Locator.FilterOptions().setHasText(name));
  }

  private static String token(Workspace workspace, String name, int days) throws Exception {
    JsonObject body = new JsonObject().put("name", name).put("expires_in_days", days);
    return workspace.owner().createToken(body).getString("plain_text_token");
  }

  private static LocatorAssertions.HasCountOptions soon() {
    return new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE_MILLIS);
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }
}
