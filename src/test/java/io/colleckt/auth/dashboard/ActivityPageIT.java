package io.colleckt.auth.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.colleckt.auth.testing.Look;
import io.colleckt.auth.testing.Tab;
import io.colleckt.auth.testing.Workspace;
import io.colleckt.auth.testing.Workspace.Issued;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Activity: calls on record, and calls as they are made. */
class ActivityPageIT {
  private static final String LIVE = "/activity?live=on";
  private static final double TWO_SECONDS = 2_000;

  private static Workspace workspace;
  private static Issued token;

  @BeforeAll
  static void start() throws Exception {
    workspace = Workspace.shared();
    token = workspace.token("Watched");
  }

  @Test
  void callAppearsInTheLiveTailWithinTwoSeconds() throws Exception {
    try (Tab tab = live(LIVE)) {
      workspace.call(token, "/seen-at-once");
      rows(tab, "/seen-at-once").waitFor(new Locator.WaitForOptions().setTimeout(TWO_SECONDS));
      tab.noComplaints();
    }
  }

  @Test
  void pausedTailHoldsWhatIsMadeMeanwhileAndLosesNone() throws Exception {
    try (Tab tab = live(LIVE)) {
      tab.button("Pause").click();
      for (int i = 0; i < 30; i++) {
        workspace.call(token, "/held/" + i);
      }
      assertThat(tab.page().getByText("30 waiting")).isVisible();
      assertThat(rows(tab, "/held/")).hasCount(0);
      tab.button("Resume").click();
      assertThat(rows(tab, "/held/")).hasCount(30);
      workspace.call(token, "/after");
      assertThat(rows(tab, "/after")).hasCount(1);
    }
  }

  @Test
  void whatFindsNoRoomWhilePausedIsSaid() throws Exception {
    try (Tab tab = live(LIVE)) {
      Object told =
          tab.page()
              .evaluate(
                  """
                  async () => {
                    const app = document.querySelector('script[type=module]').src;
                    const { taken, resumed } = await import(new URL('activity/tailed.js', app));
                    const rows = (from, to) => Array.from({ length: to - from }, (_, i) => ({ id: from + i }));
                    const before = { rows: rows(0, 10), held: [], leftOut: 0, notes: [], paused: true };
                    const full = taken(taken(before, rows(10, 400)), rows(300, 620));
                    const after = resumed(full);
                    return [full.held.length, full.leftOut, after.rows[0].id, after.rows.length, after.notes[0].left].join();
                  }
                  """);
      assertThat(told).isEqualTo("500,110,619,500,110");
    }
  }

  @Test
  void tailTellsOnlyWhatTheFiltersSay() throws Exception {
    Issued other = workspace.token("Other");
    try (Tab tab = live(LIVE + "&token_id=" + other.id() + "&path=/v1/verify/wanted")) {
      workspace.call(token, "/wanted-of-another");
      workspace.call(other, "/unwanted");
      workspace.call(other, "/wanted");
      assertThat(rows(tab, "/wanted")).hasCount(1);
      assertThat(rows(tab, "wanted")).hasCount(1);
    }
  }

  @Test
  void refusedTailSaysSoAndComesBackWhenAsked() throws Exception {
    try (Tab tab = workspace.tab(Look.WIDE, "/activity")) {
      tab.allowRefusal(429);
      tab.page()
          .route(
              "**/v1/activity/stream*",
              route -> route.fulfill(new Route.FulfillOptions().setStatus(429).setBody("{}")));
      tab.page().getByRole(AriaRole.SWITCH).check();
      assertThat(tab.page().getByText("Interrupted")).isVisible();
      assertThat(tab.page().getByRole(AriaRole.ALERT)).containsText("too many live views");
      tab.page().unroute("**/v1/activity/stream*");
      tab.button("Try again now").click();
      assertThat(state(tab)).hasText("Live");
      workspace.call(token, "/back-again");
      assertThat(rows(tab, "/back-again")).hasCount(1);
    }
  }

  @Test
  void tailOfAnEndedSessionLeadsToTheSignIn() throws Exception {
    try (Tab tab = workspace.tab(Look.WIDE, "/activity")) {
      tab.allowRefusal(401);
      tab.context().clearCookies();
      tab.page().getByRole(AriaRole.SWITCH).click();
      assertThat(tab.page().getByText("Your session has ended")).isVisible();
    }
  }

  @Test
  void filtersSurviveAReload() throws Exception {
    workspace.call(token, "/kept/1");
    workspace.call(token, "/lost/1");
    recorded("/lost/1");
    try (Tab tab = workspace.tab(Look.WIDE, "/activity")) {
      tab.page().getByLabel("Outcome").selectOption("accepted");
      tab.page().getByLabel("Path begins with").fill("/v1/verify/kept");
      tab.page().waitForURL("**path=**");
      tab.page().getByRole(AriaRole.COMBOBOX, named("Token, by name or number")).fill("Watch");
      tab.page().locator(".options [role=option]").first().click();
      for (int round = 0; round < 2; round++) {
        assertThat(tab.page().getByText("Token: Watched")).isVisible();
        assertThat(tab.page().getByLabel("Outcome")).hasValue("accepted");
        assertThat(tab.page().getByLabel("Path begins with")).hasValue("/v1/verify/kept");
        assertThat(rows(tab, "/kept/1")).hasCount(1);
        assertThat(rows(tab, "/lost/1")).hasCount(0);
        tab.page().reload();
      }
      tab.noComplaints();
    }
  }

  @Test
  void chosenBarNarrowsTheList() throws Exception {
    workspace.call(token, "/barred");
    recorded("/barred");
    try (Tab tab = workspace.tab(Look.WIDE, "/activity?token_id=" + token.id())) {
      assertThat(becomesTrue(10_000, () -> barAppears(tab))).isTrue();
      tab.page().getByRole(AriaRole.BUTTON, named("/barred")).click();
      assertThat(tab.page().getByLabel("Path begins with")).hasValue("/v1/verify/barred");
      assertThat(tab.page().getByLabel("Method")).hasValue("GET");
      assertThat(rows(tab, "GET")).hasCount(1);
    }
  }

  @Test
  void exportHoldsWhatTheFilterSays() throws Exception {
    workspace.call(token, "/exported/1");
    workspace.call(token, "/not-this");
    recorded("/not-this");
    try (Tab tab = workspace.tab(Look.WIDE, "/activity?path=/v1/verify/exported")) {
      for (String format : List.of("CSV", "NDJSON")) {
        Locator link = tab.page().getByRole(AriaRole.LINK, link("Export these calls as " + format));
        Download file = tab.page().waitForDownload(link::click);
        String text = Files.readString(file.path());
        assertThat(text).contains("/v1/verify/exported/1").doesNotContain("not-this");
      }
      tab.noComplaints();
    }
  }

  @Test
  void longTimeWithAPathIsExplainedAndNarrowedByOneClick() throws Exception {
    workspace.call(token, "/narrow/1");
    recorded("/narrow/1");
    try (Tab tab = workspace.tab(Look.WIDE, "/activity?range=30d&path=/v1/verify/narrow")) {
      assertThat(tab.page().getByText("up to 24 hours")).isVisible();
      tab.button("Look at the last 24 hours").click();
      assertThat(rows(tab, "/narrow/1")).hasCount(1);
      tab.noComplaints();
    }
  }

  @Test
  void markupInPathAndUserAgentIsShownAsText() throws Exception {
    String agent = "<img src=x onerror=document.title='stolen'>";
    try (Tab tab = live(LIVE)) {
      workspace.call(
          token.plainText(), "/%3Cscript%3Ealert(1)%3C/script%3E", List.of("User-Agent", agent));
      assertThat(tab.page().getByText(agent)).isVisible();
      assertThat(rows(tab, "/%3Cscript%3E")).hasCount(1);
      recorded("/%3Cscript%3Ealert(1)%3C/script%3E");
      tab.go("/activity");
      assertThat(tab.page().getByText(agent)).isVisible();
      assertThat(tab.page()).hasTitle("Activity · Colleckt Auth");
      tab.noComplaints();
    }
  }

  @Test
  void everythingFitsAndCanBeReadByEverybody() throws Exception {
    workspace.call(
        token.plainText(), "/" + "x".repeat(800), List.of("User-Agent", "y".repeat(300)));
    recorded("/" + "x".repeat(800));
    for (Look look : Look.BOTH) {
      try (Tab tab = workspace.tab(look, "/activity")) {
        assertThat(rows(tab, "xxxx").first()).isVisible();
        tab.fitsItsWidth();
        tab.accessible();
        tab.screenshot("activity-" + look);
        tab.noComplaints();
      }
    }
  }

  private static Tab live(String path) {
    Tab tab = workspace.tab(Look.WIDE, path);
    assertThat(state(tab))
        .hasText("Live", new LocatorAssertions.HasTextOptions().setTimeout(9_000));
    return tab;
  }

  private static Locator state(Tab tab) {
    return tab.page().locator(".card header [role=status]");
  }

  /** Rows of the list, not bars above it, that hold this text. */
  private static Locator rows(Tab tab, String text) {
    return tab.page().locator("tbody tr").filter(new Locator.FilterOptions().setHasText(text));
  }

  private static Page.GetByRoleOptions named(String part) {
    return new Page.GetByRoleOptions().setName(part);
  }

  private static Page.GetByRoleOptions link(String name) {
    return named(name).setExact(true);
  }

  private static boolean barAppears(Tab tab) {
    tab.button("Refresh").click();
    tab.settle();
    return tab.page().getByRole(AriaRole.BUTTON, named("/barred")).isVisible();
  }

  private static void recorded(String path) throws Exception {
    assertThat(becomesTrue(5_000, () -> isListed(path))).as(path).isTrue();
  }

  private static boolean isListed(String path) throws Exception {
    String list = "/v1/activity?limit=200&token_id=" + token.id();
    return workspace.owner().call("GET", list, null).body().contains(path + '"');
  }
}
