package io.colleckt.auth.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.colleckt.auth.testing.Tab;
import io.colleckt.auth.testing.Workspace;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** "The token is displayed once — copy and store it securely": once, and nowhere else. */
class SecretIT {
  private static final Pattern AWAY = Pattern.compile(".*/settings/members");

  private static Workspace workspace;

  @BeforeAll
  static void start() throws Exception {
    workspace = Workspace.shared();
  }

  @Test
  void tokenIsNowhereButOnThePage() throws Exception {
    try (Tab tab = workspace.tab(TokenForm.PATH)) {
      String plainText = new TokenForm(tab).create("Nowhere else");
      assertThat(workspace.owner().verify("Bearer " + plainText).statusCode()).isEqualTo(200);
      assertThat(kept(tab)).doesNotContain(secret(plainText));
      tab.noComplaints();
    }
  }

  @Test
  void reloadDoesNotShowItAgain() {
    try (Tab tab = workspace.tab(TokenForm.PATH)) {
      TokenForm form = new TokenForm(tab);
      String plainText = form.create("Reloaded");
      tab.page().onDialog(dialog -> dialog.accept());
      tab.page().reload();
      tab.settle();
      assertThat(tab.page().content()).doesNotContain(secret(plainText));
      assertThat(kept(tab)).doesNotContain(secret(plainText));
    }
  }

  @Test
  void historyDoesNotShowItAgain() {
    try (Tab tab = workspace.tab(TokenForm.PATH)) {
      TokenForm form = new TokenForm(tab);
      String plainText = form.create("Gone back to");
      form.link("Members").click();
      tab.button("Leave").click();
      assertThat(tab.page()).hasURL(AWAY);
      tab.page().goBack();
      assertThat(tab.page()).hasURL(Pattern.compile(".*" + TokenForm.PATH));
      assertThat(tab.page().getByRole(AriaRole.HEADING, level(1))).hasText("New API Token");
      assertThat(tab.page().content()).doesNotContain(secret(plainText));
      tab.noComplaints();
    }
  }

  @Test
  void leavingWithoutACopyAsksOnce() {
    try (Tab tab = workspace.tab(TokenForm.PATH)) {
      TokenForm form = new TokenForm(tab);
      form.create("Not copied");
      form.link("Members").click();
      assertThat(form.question()).isVisible();
      tab.accessible();
      tab.button("Stay").click();
      assertThat(form.code("API token")).isVisible();
      form.link("Members").click();
      assertThat(tab.page()).hasURL(AWAY);
      assertThat(form.question()).hasCount(0);
      tab.noComplaints();
    }
  }

  @Test
  void goingBackAsksToo() {
    try (Tab tab = workspace.tab("/settings/tokens")) {
      TokenForm form = new TokenForm(tab);
      form.link("New API Token").click();
      form.create("Not copied, back");
      tab.page().goBack();
      assertThat(form.question()).isVisible();
      tab.button("Leave").click();
      assertThat(tab.page()).hasURL(Pattern.compile(".*/settings/tokens"));
      tab.noComplaints();
    }
  }

  @Test
  void afterACopyNothingIsAsked() {
    try (Tab tab = workspace.tab(TokenForm.PATH)) {
      tab.context().grantPermissions(List.of("clipboard-write"));
      TokenForm form = new TokenForm(tab);
      String plainText = form.create("Copied");
      tab.page()
          .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Copy API token"))
          .click();
      assertThat(
              tab.page()
                  .getByRole(
                      AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Copied API token")))
          .isVisible();
      form.link("Members").click();
      assertThat(tab.page()).hasURL(AWAY);
      assertThat(form.question()).hasCount(0);
      tab.go(TokenForm.PATH);
      tab.page().keyboard().press("Control+V");
      assertThat(tab.page().locator("input:focus")).hasValue(plainText);
      tab.noComplaints();
    }
  }

  /** What the browser keeps beyond the page itself. */
  private static String kept(Tab tab) {
    return String.valueOf(
        tab.page()
            .evaluate(
                "JSON.stringify([{...localStorage}, {...sessionStorage}, history.state,"
                    + " location.href, document.title, document.cookie, window.name])"));
  }

  private static String secret(String plainText) {
    return plainText.substring(plainText.indexOf('|') + 1);
  }

  private static Page.GetByRoleOptions level(int level) {
    return new Page.GetByRoleOptions().setLevel(level);
  }
}
