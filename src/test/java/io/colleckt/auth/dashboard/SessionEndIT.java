package io.colleckt.auth.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import io.colleckt.auth.testing.Look;
import io.colleckt.auth.testing.Tab;
import io.colleckt.auth.testing.Workspace;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session is about to end: that is said before, and afterwards one goes on where one was. */
class SessionEndIT {
  private static final String ABOUT = "Your session is about to end";

  private static Workspace workspace;

  @BeforeAll
  static void start() throws Exception {
    workspace = Workspace.shared();
  }

  @BeforeEach
  void signOutEverybody() {
    sessions("delete from sessions");
  }

  @Test
  void idleSessionIsProlongedOnDemand() {
    try (Tab tab = signedIn()) {
      Page page = tab.page();
      tab.clock().install();
      open(tab);
      tab.clock().fastForward("27:30");
      assertThat(page.getByText(ABOUT)).hasCount(0);
      tab.clock().fastForward("00:45");
      assertThat(page.getByText(ABOUT)).isVisible();
      tab.accessible();
      sessions("update sessions set last_seen_at = now() - interval '29 minutes'");
      stay(page).click();
      assertThat(page.getByText(ABOUT)).hasCount(0);
      assertThat(
              workspace
                  .database()
                  .rows(
                      "select now() - last_seen_at < interval '1 minute' from sessions where"
                          + " workspace_id = "
                          + workspace.id()))
          .containsExactly("t");
    }
  }

  @Test
  void workInAnotherTabKeepsThisOneSignedIn() {
    try (Tab tab = signedIn()) {
      Page page = tab.page();
      tab.clock().install();
      open(tab);
      tab.clock().fastForward("28:30");
      assertThat(page.getByText(ABOUT)).isVisible();
      Page other = tab.context().newPage();
      other.navigate(page.url());
      assertThat(other.locator("h1")).hasText("Members");
      tab.clock().runFor(2000);
      assertThat(page.getByText(ABOUT)).hasCount(0);
    }
  }

  @Test
  void oldSessionCannotBeProlonged() {
    try (Tab tab = signedIn()) {
      moveBegin("11 hours 59 minutes");
      tab.go("/settings/members");
      Page page = tab.page();
      assertThat(page.getByText(ABOUT)).isVisible();
      assertThat(page.getByText("Sign in again soon")).isVisible();
      assertThat(stay(page)).hasCount(0);
    }
  }

  @Test
  void endedSessionShowsTheSignInByItselfAndGoesOnWhereOneWas() {
    try (Tab tab = signedIn()) {
      Page page = tab.page();
      tab.clock().install();
      moveBegin("11 hours 59 minutes");
      open(tab);
      moveBegin("12 hours");
      tab.clock().fastForward("01:05");
      assertThat(page.getByText("Your session has ended. Sign in to go on"))
          .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
      page.getByLabel("E-mail").fill(workspace.email());
      page.getByLabel("Password").fill(Workspace.PASSWORD);
      page.keyboard().press("Enter");
      assertThat(page.getByText("1 person"))
          .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(60_000));
      assertThat(page).hasURL(Pattern.compile(".*/settings/members"));
    }
  }

  /** With a session of its own: the others are deleted before each test. */
  private static Tab signedIn() {
    Tab tab = workspace.signedOut(Look.WIDE);
    tab.go("/settings/members");
    tab.signIn(workspace.email(), Workspace.PASSWORD);
    return tab;
  }

  /** Returns once nothing more is asked for, so that the session is used no more. */
  private static void open(Tab tab) {
    tab.go("/settings/members");
    assertThat(tab.page().getByText("1 person")).isVisible();
    tab.page().waitForLoadState(LoadState.NETWORKIDLE);
  }

  private static void moveBegin(String ago) {
    sessions("update sessions set created_at = now() - interval '" + ago + "'");
  }

  /** For those of this workspace only. */
  private static void sessions(String sql) {
    workspace.database().execute(sql + " where workspace_id = " + workspace.id());
  }

  private static Locator stay(Page page) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Stay signed in"));
  }
}
