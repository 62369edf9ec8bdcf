package io.colleckt.auth.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.colleckt.auth.testing.Look;
import io.colleckt.auth.testing.Tab;
import io.colleckt.auth.testing.Workspace;
import io.colleckt.auth.testing.Workspace.Issued;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How a token ends in the dashboard: who would notice is seen before, the proof after. */
class TokenEndIT {
  private static final double PATIENCE_MILLIS = 60_000;
  private static final String NAME = "Production Integration";

  private static Workspace workspace;

  @BeforeAll
  static void start() throws Exception {
    workspace = Workspace.shared();
  }

  @Test
  void stolenTokenIsSeenRevokedAndProvenDead() throws Exception {
    Issued token = workspace.token(NAME);
    for (int i = 0; i < 3; i++) {
      assertThat(workspace.call(token.plainText(), "/orders")).isEqualTo(200);
    }
    try (Tab tab = workspace.tab(Look.WIDE)) {
      tab.go(token.page());
      assertThat(tab.page().getByText("Used in a browser").count()).isZero();

      assertThat(workspace.call(token.plainText(), "/customers/export", Workspace.FROM_A_PAGE))
          .isEqualTo(200);

      appears(tab, "Used in a browser");
      appears(tab, "so it may be exposed in client-side code");
      tab.button("Revoke " + NAME).click();
      appears(tab, "1 address would notice:");
      Locator dialog = tab.page().getByRole(AriaRole.DIALOG);
      assertThat(dialog.innerText()).contains("4 calls", "/orders", "/customers/export");
      tab.accessible();

      tab.button("Revoke token").click();
      appears(tab, "Type the name exactly");
      assertThat(workspace.call(token.plainText(), "/orders")).isEqualTo(200);
      tab.page().getByLabel("Name of the token").fill(NAME);
      tab.button("Revoke token").click();

      appears(tab, "And nothing since.");
      assertThat(workspace.call(token.plainText(), "/orders")).isEqualTo(401);
      assertThat(workspace.call(token.plainText(), "/customers/export", Workspace.FROM_A_PAGE))
          .isEqualTo(401);
      assertThat(tab.heading()).isEqualTo(NAME + " is revoked");
      assertReceiptOf(token, tab, 5);
      tab.accessible();
      tab.noComplaints();
    }
  }

  /** What the page says is what the API says, and what was called. */
  private static void assertReceiptOf(Issued token, Tab tab, int calls) throws Exception {
    JsonObject receipt =
        new JsonObject(
            workspace.owner().call("GET", "/v1/tokens/" + token.id() + "/receipt", null).body());
    assertThat(receipt.getInteger("calls_last_24h")).isEqualTo(calls);
    assertThat(receipt.getBoolean("complete")).isTrue();
    assertThat(tab.page().locator("main").innerText())
        .contains(receipt.getString("revoked_at"), receipt.getString("last_accepted_at"))
        .containsPattern("Calls in 24 h\\s+" + calls + "\\s");
  }

  @Test
  void goneTokenShowsItsReceiptAndTheWayToItsActivity() throws Exception {
    Issued token = workspace.token("Nightly export");
    assertThat(workspace.call(token.plainText(), "/export")).isEqualTo(200);
    workspace.owner().call("DELETE", "/v1/tokens/" + token.id(), null);
    try (Tab tab = workspace.tab(Look.NARROW_DARK)) {
      tab.allowRefusal(404);
      tab.go(token.page());

      appears(tab, "And nothing since.");
      assertThat(tab.heading()).isEqualTo("This token is gone");
      assertReceiptOf(token, tab, 1);
      assertThat(tab.page().getByText("Its activity").getAttribute("href"))
          .isEqualTo("/activity?token_id=" + token.id());
      tab.fitsItsWidth();
      tab.accessible();
      tab.noComplaints();
    }
  }

  @Test
  void expiredTokenIsDeletedRatherThanRevoked() throws Exception {
    Issued token = workspace.token("Old ERP connector");
    workspace.expire(token);
    try (Tab tab = workspace.tab(Look.WIDE)) {
      tab.go(token.page());
      appears(tab, "It has expired");
      tab.button("Delete Old ERP connector").click();
      tab.button("Delete token").click();
      appears(tab, "It was never let in.");
      tab.noComplaints();
    }
  }

  @Test
  void receiptThatIsNotCompleteYetClaimsNothing() throws Exception {
    Issued token = workspace.token("Still counted");
    assertThat(workspace.call(token, "/export")).isEqualTo(200);
    workspace.owner().call("DELETE", "/v1/tokens/" + token.id(), null);
    try (Tab tab = workspace.tab(Look.WIDE)) {
      tab.allowRefusal(404);
      tab.page().route("**/v1/tokens/*/receipt", TokenEndIT::withoutItsEnd);
      tab.go(token.page());
      appears(tab, "Calls from before the revocation are still being counted");
      assertThat(tab.page().getByText("nothing since").count()).isZero();
      assertThat(tab.page().getByText("It was never let in.").count()).isZero();

      tab.page().unroute("**/v1/tokens/*/receipt");
      appears(tab, "And nothing since.");
      tab.noComplaints();
    }
  }

  /** The receipt as it is before all calls are counted. */
  private static void withoutItsEnd(Route route) {
    JsonObject receipt = new JsonObject(route.fetch().text()).put("complete", false);
    route.fulfill(
        new Route.FulfillOptions().setContentType("application/json").setBody(receipt.encode()));
  }

  private static void appears(Tab tab, String text) {
    tab.page()
        .getByText(text)
        .first()
        .waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MILLIS));
  }
}
