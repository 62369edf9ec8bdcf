package io.colleckt.auth.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.colleckt.auth.testing.Look;
import io.colleckt.auth.testing.Tab;
import io.colleckt.auth.testing.Workspace;
import io.colleckt.auth.testing.Workspace.Issued;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Activity shows what its filters say at this moment, and nothing of what they said before. */
class ActivityFiltersIT {
  private static Workspace workspace;
  private static Issued token;

  @BeforeAll
  static void start() throws Exception {
    workspace = Workspace.shared();
    token = workspace.token("Watched");
  }

  @Test
  void filterThatIsChosenLaterHoldsForWhatTheTailHasTold() throws Exception {
    try (Tab tab = workspace.tab(Look.WIDE, "/activity?live=on")) {
      assertThat(tab.page().locator(".card header [role=status]")).hasText("Live");
      workspace.call(token, "/other");
      assertThat(rows(tab, "/other")).hasCount(1);
      path(tab).fill("/v1/verify/wanted");
      assertThat(rows(tab, "/other")).hasCount(0);
      assertThat(tab.page().locator(".card header [role=status]")).hasText("Live");
      workspace.call(token, "/other");
      workspace.call(token, "/wanted");
      assertThat(rows(tab, "/wanted")).hasCount(1);
      assertThat(rows(tab, "/other")).hasCount(0);
      tab.noComplaints();
    }
  }

  @Test
  void whatTheTailLeavesOutCanBeRead() {
    try (Tab tab = workspace.tab(Look.WIDE, "/activity")) {
      tab.page().route("**/v1/activity/stream*", ActivityFiltersIT::skip);
      tab.page().getByRole(AriaRole.SWITCH).check();
      assertThat(tab.page().getByText("calls were left out here")).isVisible();
    }
  }

  @Test
  void callThatWasMadeAfterThePageWasOpenedIsFound() throws Exception {
    try (Tab tab = workspace.tab(Look.WIDE, "/activity?path=/v1/verify/not-yet")) {
      assertThat(tab.page().getByText("No such call in this time")).isVisible();
      workspace.call(token, "/made-since");
      recorded("/made-since");
      path(tab).fill("/v1/verify/made-since");
      assertThat(rows(tab, "/made-since")).hasCount(1);
      tab.noComplaints();
    }
  }

  @Test
  void refreshAsksAnewOfATimeWithTwoEnds() {
    Instant now = Instant.now();
    String from = "&from=" + now.minus(Duration.ofHours(2));
    String to = "&to=" + now.minus(Duration.ofHours(1));
    try (Tab tab = workspace.tab(Look.WIDE, "/activity?range=custom" + from + to)) {
      for (String question : List.of("**/v1/activity?*", "**/v1/activity/summary?*")) {
        tab.page().waitForRequest(question, () -> tab.button("Refresh").click());
      }
    }
  }

  @Test
  void rangeThatDoesNotExistIsTheUsualOne() {
    try (Tab tab = workspace.tab(Look.WIDE, "/activity?range=constructor")) {
      assertThat(tab.page().getByText("Calls over time")).isVisible();
      tab.noComplaints();
    }
  }

  @Test
  void failureLeavesNothingOfTheFiltersBefore() throws Exception {
    workspace.call(token, "/accepted");
    recorded("/accepted");
    try (Tab tab = workspace.tab(Look.WIDE, "/activity")) {
      tab.allowRefusal(503);
      assertThat(rows(tab, "/accepted")).hasCount(1);
      tab.page().route("**/v1/activity?*", ActivityFiltersIT::fail);
      tab.button("Refresh").click();
      assertThat(tab.page().getByRole(AriaRole.ALERT).first()).isVisible();
      assertThat(rows(tab, "/accepted")).hasCount(1);
      tab.page().getByLabel("Outcome").selectOption("revoked");
      assertThat(rows(tab, "/accepted")).hasCount(0);
      assertThat(tab.page().getByRole(AriaRole.ALERT).first()).isVisible();
    }
  }

  @Test
  void enterChoosesNoTokenBeforeItIsShown() throws Exception {
    workspace.token("Another");
    List<Route> held = new ArrayList<>();
    try (Tab tab = workspace.tab(Look.WIDE, "/activity")) {
      Locator field = tab.page().getByRole(AriaRole.COMBOBOX, named("Token, by name or number"));
      field.fill("Watch");
      assertThat(tab.page().getByRole(AriaRole.OPTION, named("Watched"))).isVisible();
      tab.page().route("**/v1/tokens?q=Another*", held::add);
      field.fill("Another");
      tab.page().waitForCondition(() -> !held.isEmpty());
      field.press("Enter");
      assertThat(field).hasValue("Another");
      held.get(0).resume();
      assertThat(tab.page().getByRole(AriaRole.OPTION, named("Another"))).isVisible();
      field.press("Enter");
      assertThat(tab.page().getByText("Token: Another")).isVisible();
      assertThat(tab.button("All tokens")).isFocused();
      tab.page().keyboard().press("Enter");
      assertThat(field).isFocused();
      tab.noComplaints();
    }
  }

  private static void skip(Route route) {
    route.fulfill(
        new Route.FulfillOptions()
            .setContentType("text/event-stream")
            .setBody("event: skipped\ndata: {\"count\":7}\n\n"));
  }

  private static void fail(Route route) {
    route.fulfill(new Route.FulfillOptions().setStatus(503).setBody("{}"));
  }

  private static Locator path(Tab tab) {
    return tab.page().getByLabel("Path begins with");
  }

  private static Locator rows(Tab tab, String text) {
    return tab.page().locator("tbody tr").filter(new Locator.FilterOptions().setHasText(text));
  }

  private static Page.GetByRoleOptions named(String part) {
    return new Page.GetByRoleOptions().setName(part);
  }

  private static void recorded(String path) throws Exception {
    String list = "/v1/activity?limit=200";
    assertThat(
            becomesTrue(
                5_000, () -> workspace.owner().call("GET", list, null).body().contains(path + '"')))
        .as(path)
        .isTrue();
  }
}
