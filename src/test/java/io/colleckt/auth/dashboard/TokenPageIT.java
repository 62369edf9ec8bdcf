package io.colleckt.auth.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.colleckt.auth.testing.Look;
import io.colleckt.auth.testing.Tab;
import io.colleckt.auth.testing.Workspace;
import io.colleckt.auth.testing.Workspace.Issued;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page of one token: what is shown is what the service has confirmed. */
class TokenPageIT {
  private static final double PATIENCE_MILLIS = 60_000;
  private static final String HOSTILE = "<img src=x onerror=alert(1)>\"'${alert(2)}</script>";

  private static Workspace workspace;

  @BeforeAll
  static void start() throws Exception {
    workspace = Workspace.shared();
  }

  @Test
  void rotationShowsTheNewTokenOnceAndThenTheTrafficOfBoth() throws Exception {
    Issued old = workspace.token("Checkout API");
    try (Tab tab = workspace.tab(Look.WIDE)) {
      tab.go(old.page());
      tab.button("Rotate Checkout API").click();
      appears(tab, "Until then both are let in");
      tab.accessible();
      tab.button("Rotate token").click();
      Locator shown = tab.page().getByLabel("API token");
      shown.waitFor();
      String plainText = shown.innerText();
      int bar = plainText.indexOf('|');
      assertThat(plainText).matches("\\d+\\|[A-Za-z0-9]{48}").isNotEqualTo(old.plainText());
      for (int i = 0; i < 3; i++) {
        assertThat(workspace.call(plainText, "/carts")).isEqualTo(200);
      }
      assertThat(workspace.call(old.plainText(), "/carts")).isEqualTo(200);

      tab.button("Done").click();
      appears(tab, "Leave without copying the token?");
      tab.button("Leave").click();

      appears(tab, "Old token");
      assertThat(tab.page().url()).endsWith("/" + plainText.substring(0, bar));
      eventually(tab, "3 calls let in");
      eventually(tab, "1 call let in");
      appears(tab, "Wait for an hour without a call");
      assertThat(tab.page().content()).doesNotContain(plainText.substring(bar + 1));
      tab.accessible();
      tab.noComplaints();
    }
  }

  /** The meter is asked for anew every half a minute; a reader who does not wait opens it again. */
  private static void eventually(Tab tab, String text) throws Exception {
    for (int i = 0; i < 10 && tab.page().getByText(text).count() == 0; i++) {
      tab.page().waitForTimeout(1000);
      tab.page().reload();
      appears(tab, "Old token");
    }
    assertThat(tab.page().getByText(text).count()).isPositive();
  }

  @Test
  void pausedTokenIsRefusedAndResumedOneLetInAgain() throws Exception {
    Issued token = workspace.token("Mobile backend");
    try (Tab tab = workspace.tab(Look.WIDE)) {
      tab.go(token.page());
      tab.button("Pause Mobile backend").click();
      tab.button("Pause token").click();
      tab.button("Resume Mobile backend").waitFor();
      assertThat(workspace.call(token.plainText(), "/")).isEqualTo(401);

      tab.button("Resume Mobile backend").click();
      tab.button("Pause Mobile backend").waitFor();
      assertThat(workspace.call(token.plainText(), "/")).isEqualTo(200);
      tab.noComplaints();
    }
  }

  @Test
  void fieldsOfAChangeSayThemselvesWhatIsWrong() throws Exception {
    Issued token = workspace.token("Search indexer");
    try (Tab tab = workspace.tab(Look.WIDE)) {
      tab.allowRefusal(422);
      tab.go(token.page() + "?do=limits");
      tab.page().getByLabel("Allowed addresses").fill("10.0.0.0/8\nnowhere");
      tab.button("Save").click();
      Locator field = tab.page().locator(".field", new Page.LocatorOptions().setHasText("Allowed"));
      field.locator(".wrong").waitFor();
      tab.page().getByLabel("Allowed addresses").fill("10.0.0.0/8");
      tab.button("Save").click();
      appears(tab, "The limits are changed, and in force.");
      JsonObject read =
          new JsonObject(workspace.owner().call("GET", "/v1/tokens/" + token.id(), null).body());
      assertThat(read.getJsonObject("token").getJsonArray("allowed_ips"))
          .containsExactly("10.0.0.0/8");
      assertThat(workspace.call(token.plainText(), "/")).isEqualTo(401);
      tab.noComplaints();
    }
  }

  @Test
  void nameIsTextWhateverItSays() throws Exception {
    Issued token = workspace.token(HOSTILE);
    List<String> alerts = new ArrayList<>();
    try (Tab tab = workspace.tab(Look.NARROW)) {
      tab.page().onDialog(dialog -> alerts.add(dialog.message()));
      tab.go(token.page());
      assertThat(tab.heading()).isEqualTo(HOSTILE);
      for (String what : List.of("revoke", "rotate", "rename", "limits")) {
        tab.go(token.page() + "?do=" + what);
        tab.page().getByRole(AriaRole.DIALOG).waitFor();
        tab.fitsItsWidth();
      }
      assertThat(tab.page().locator("img[src=x]").count()).isZero();
      assertThat(alerts).isEmpty();
      tab.noComplaints();
    }
  }

  @Test
  void whoMayNotManageSeesWhoMay() throws Exception {
    Issued token = workspace.token("Terraform");
    try (Tab tab = workspace.tab(Look.WIDE, workspace.member("linus"))) {
      tab.go(token.page() + "?do=revoke");
      appears(tab, "Only " + workspace.email() + ", who made it, and owners and admins");
      assertThat(tab.page().getByRole(AriaRole.DIALOG).count()).isZero();
      for (String what : List.of("Rotate", "Pause", "Revoke", "More for")) {
        assertThat(tab.button(what + " Terraform").count()).isZero();
      }
      tab.noComplaints();
    }
  }

  @Test
  void longNamesFitTheSmallestScreenAndAxeFindsNothing() throws Exception {
    Issued token = workspace.token("Averylongname".repeat(19));
    assertThat(workspace.call(token.plainText(), "/" + "a".repeat(300))).isEqualTo(200);
    for (Look look : Look.BOTH) {
      try (Tab tab = workspace.tab(look)) {
        tab.go(token.page());
        tab.fitsItsWidth();
        tab.accessible();
        tab.screenshot("token-" + look);
        tab.noComplaints();
      }
    }
  }

  private static void appears(Tab tab, String text) {
    tab.page()
        .getByText(text)
        .first()
        .waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MILLIS));
  }
}
