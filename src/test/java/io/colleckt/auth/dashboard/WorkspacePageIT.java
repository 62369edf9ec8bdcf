package io.colleckt.auth.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.colleckt.auth.testing.Tab;
import io.colleckt.auth.testing.Workspace;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The settings of the workspace, and the member's own account. */
class WorkspacePageIT {
  private static final String EVIL = "<img src=x onerror=alert(1)>";

  private static Workspace workspace;

  @BeforeAll
  static void start() throws Exception {
    workspace = Workspace.shared();
  }

  @Test
  void nameOfMarkupStaysText() {
    try (Tab tab = workspace.tab("/settings/workspace")) {
      Page page = tab.page();
      page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(EVIL);
      String sent =
          page.waitForRequest(one -> "PATCH".equals(one.method()), () -> save(page).click())
              .postData();
      assertThat(new JsonObject(sent)).isEqualTo(new JsonObject().put("name", EVIL));
      assertThat(page.locator(".side .under").first()).hasText(EVIL);
      assertThat(page.locator("img[src=x]")).hasCount(0);
    }
  }

  @Test
  void wrongValuesAreSaidAtTheirFieldsAndNothingIsStored() {
    try (Tab tab = workspace.tab("/settings/workspace")) {
      Page page = tab.page();
      page.getByLabel("Longest expiry").fill("900");
      page.getByLabel("Prefix of sandbox secrets").fill("a b");
      page.getByLabel("Keep calls for").fill("");
      save(page).click();
      assertThat(wrong(page, "Longest expiry")).isVisible();
      assertThat(wrong(page, "Keep calls for")).isVisible();
      assertThat(wrong(page, "Prefix of sandbox secrets")).isVisible();
      assertThat(wrong(page, "Prefix of production secrets")).hasCount(0);
      tab.accessible();
    }
    assertThat(
            workspace
                .database()
                .rows("select longest_expiry_days from workspaces where id = " + workspace.id()))
        .containsExactly("366");
  }

  @Test
  void unsavedChangesAreNotLostUnasked() {
    try (Tab tab = workspace.tab("/settings/workspace")) {
      Page page = tab.page();
      page.getByLabel("Longest expiry").fill("90");
      page.getByRole(AriaRole.LINK, named("Members")).first().click();
      page.getByRole(AriaRole.BUTTON, named("Stay")).click();
      assertThat(page.getByLabel("Longest expiry")).hasValue("90");
      page.getByRole(AriaRole.LINK, named("Members")).first().click();
      page.getByRole(AriaRole.BUTTON, named("Leave")).click();
      assertThat(page.locator("h1")).hasText("Members");
    }
  }

  @Test
  void wrongPasswordsAreSaidAtTheirFields() {
    try (Tab tab = workspace.tab("/account")) {
      Page page = tab.page();
      page.getByLabel("Current password").fill("not the password");
      page.getByLabel("New password").fill("staple battery horse");
      page.getByRole(AriaRole.BUTTON, named("Change password")).click();
      assertThat(wrong(page, "Current password")).isVisible();
      page.getByLabel("New password").fill("password1234");
      page.getByRole(AriaRole.BUTTON, named("Change password")).click();
      assertThat(wrong(page, "New password")).isVisible();
    }
  }

  private static Locator save(Page page) {
    return page.getByRole(AriaRole.BUTTON, named("Save changes"));
  }

  private static Locator wrong(Page page, String label) {
    return page.getByLabel(label).and(page.locator("[aria-invalid=true]"));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
