package io.colleckt.auth.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import io.colleckt.auth.testing.Look;
import io.colleckt.auth.testing.Tab;
import io.colleckt.auth.testing.Workspace;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Signing in and out in a browser. */
class SessionBrowserIT {
  private static final String COOKIE = "colleckt_session";
  private static final String FORGED = "A".repeat(43);

  private static Workspace workspace;

  @BeforeAll
  static void start() throws Exception {
    workspace = Workspace.shared();
  }

  @Test
  void keyboardIsEnoughToSignInAndOut() {
    try (Tab tab = signedOut("/")) {
      Page page = tab.page();
      page.getByLabel("E-mail").waitFor();
      page.keyboard().type(workspace.email());
      page.keyboard().press("Tab");
      page.keyboard().type(Workspace.PASSWORD);
      page.keyboard().press("Enter");
      page.getByRole(AriaRole.BUTTON, named(workspace.email())).focus();
      page.keyboard().press("Enter");
      page.keyboard().press("End");
      page.keyboard().press("Enter");
      assertThat(page).hasURL(Pattern.compile(".*/sign-in"));
      assertThat(page.getByLabel("Password")).isVisible();
      assertThat(cookies(tab)).isEmpty();
    }
  }

  /**
   * A menu that took the focus only after the next picture undid what had been pressed meanwhile.
   */
  @Test
  void keysPressedRightAfterAMenuOpensCount() {
    try (Tab tab = workspace.tab("/settings/members")) {
      Page page = tab.page();
      page.getByRole(AriaRole.BUTTON, named(workspace.email() + " owner"))
          .evaluate(
              """
              async (button) => {
                button.click();
                await Promise.resolve();
                await new Promise((done) => queueMicrotask(done));
                document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true }));
                await new Promise((done) => setTimeout(done, 300));
              }
              """);
      assertThat(page.getByRole(AriaRole.MENUITEM, named("Sign out"))).isFocused();
    }
  }

  @Test
  void wrongPasswordIsSaidAtTheField() {
    try (Tab tab = signedOut("/sign-in")) {
      Page page = tab.page();
      page.getByLabel("E-mail").fill(workspace.email());
      page.getByLabel("Password").fill("not the password");
      page.keyboard().press("Enter");
      assertThat(page.getByLabel("E-mail")).hasAttribute("aria-invalid", "true");
      assertThat(page.getByLabel("Password")).isFocused();
    }
  }

  @Test
  void sessionThatWasSetBeforeIsNotTheOneAfter() {
    try (Tab tab = signedOut("/sign-in")) {
      String here = tab.page().url().replaceAll("(https?://[^/]+).*", "$1");
      tab.context().addCookies(List.of(new Cookie(COOKIE, FORGED).setUrl(here)));
      tab.go("/sign-in");
      tab.signIn(workspace.email(), Workspace.PASSWORD);
      assertThat(cookies(tab)).hasSize(1).doesNotContain(FORGED);
    }
  }

  @Test
  void endedSessionLeadsBackToWhereOneWas() {
    try (Tab tab = workspace.tab("/settings/members")) {
      tab.allowRefusal(401);
      Page page = tab.page();
      assertThat(page.locator("h1")).hasText("Members");
      tab.context().clearCookies();
      page.getByRole(AriaRole.LINK, named("API Tokens")).first().click();
      assertThat(page.getByText("Your session has ended")).isVisible();
      page.getByLabel("E-mail").fill(workspace.email());
      page.getByLabel("Password").fill(Workspace.PASSWORD);
      page.keyboard().press("Enter");
      assertThat(page.locator("h1")).hasText("API Tokens");
      assertThat(page).hasURL(Pattern.compile(".*/settings/tokens"));
    }
  }

  @Test
  void signingOutOfAnEndedSessionIsNoFailure() {
    try (Tab tab = workspace.tab("/settings/members")) {
      tab.allowRefusal(401);
      Page page = tab.page();
      tab.context().clearCookies();
      page.getByRole(AriaRole.BUTTON, named(workspace.email() + " owner")).click();
      page.getByRole(AriaRole.MENUITEM, named("Sign out")).click();
      assertThat(page).hasURL(Pattern.compile(".*/sign-in"));
      assertThat(page.getByLabel("Password")).isVisible();
    }
  }

  @Test
  void signingOutInOneTabEndsTheOthers() {
    try (Tab tab = workspace.tab("/settings/members")) {
      tab.allowRefusal(401);
      Page other = tab.context().newPage();
      other.navigate(tab.page().url());
      assertThat(other.locator("h1")).hasText("Members");
      tab.page().getByRole(AriaRole.BUTTON, named(workspace.email() + " owner")).click();
      tab.page().getByRole(AriaRole.MENUITEM, named("Sign out")).click();
      assertThat(other.getByLabel("Password")).isVisible();
      other.close();
    }
  }

  private static Tab signedOut(String path) {
    Tab tab = workspace.signedOut(Look.WIDE);
    tab.allowRefusal(401);
    tab.allowRefusal(422);
    tab.go(path);
    return tab;
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static List<String> cookies(Tab tab) {
    return tab.context().cookies().stream().map(cookie -> cookie.value).toList();
  }
}
