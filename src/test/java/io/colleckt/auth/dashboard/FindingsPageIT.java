package io.colleckt.auth.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.colleckt.auth.testing.Dashboard;
import io.colleckt.auth.testing.Look;
import io.colleckt.auth.testing.Tab;
import io.colleckt.auth.testing.Workspace;
import io.colleckt.auth.testing.Workspace.Issued;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Findings: what a stolen token does is noticed, looked at, and dealt with. */
class FindingsPageIT {
  private Workspace workspace;
  private Issued token;

  @BeforeEach
  void start() throws Exception {
    workspace = Workspace.shared();
    token = workspace.token("Shop <b>front</b>");
  }

  @Test
  void findingOfAStolenTokenAppearsWithoutReloadingAndLeadsToItsRevocation() throws Exception {
    try (Tab tab = workspace.tab(Look.WIDE, "/findings")) {
      assertThat(tab.page().getByText("Nothing unexpected is open")).isVisible();
      steal("/orders");
      assertThat(findings(tab)).hasCount(1);
      assertThat(findings(tab).first())
          .containsText("A page in a browser made a call with this token");
      assertThat(findings(tab).first()).containsText("GET /v1/verify/orders");
      assertThat(tab.page().locator(".side .count").first()).containsText("1");
      tab.accessible();
      tab.page().getByRole(AriaRole.LINK, named("Revoke the token")).click();
      tab.page().waitForURL("**" + token.page() + "?**");
      tab.noComplaints();
    }
  }

  @Test
  void acknowledgedFindingLeavesTheOpenOnesAndCanBeOpenedAgain() throws Exception {
    try (Tab tab = found()) {
      tab.page().getByRole(AriaRole.BUTTON, named("Acknowledge")).click();
      assertThat(findings(tab)).hasCount(0);
      assertThat(tab.page().locator(".side .count")).hasCount(0);
      tab.go("/findings?status=acknowledged");
      assertThat(findings(tab).first()).containsText("Acknowledged by " + workspace.email());
      tab.page().getByRole(AriaRole.BUTTON, named("Open again")).click();
      assertThat(findings(tab)).hasCount(0);
      assertThat(statusOfFirst()).isEqualTo("open");
      tab.noComplaints();
    }
  }

  @Test
  void mutingExplainsItselfFirst() throws Exception {
    try (Tab tab = found()) {
      Locator mute = tab.page().getByRole(AriaRole.BUTTON, named("Mute this kind"));
      mute.click();
      assertThat(tab.page().getByRole(AriaRole.DIALOG)).containsText("Nothing of this kind");
      tab.button("Cancel").click();
      assertThat(first().getBoolean("muted")).isFalse();
      mute.click();
      tab.button("Mute").click();
      assertThat(findings(tab)).hasCount(0);
      assertThat(first().getBoolean("muted")).isTrue();
      tab.noComplaints();
    }
  }

  @Test
  void memberReadsFindingsOfTokensOfOthersAndChangesNone() throws Exception {
    Dashboard member = workspace.member("max");
    try (Tab owner = found();
        Tab tab = workspace.tab(Look.NARROW, member)) {
      assertThat(findings(owner)).hasCount(1);
      tab.go("/findings");
      assertThat(findings(tab)).hasCount(1);
      assertThat(tab.page().getByRole(AriaRole.BUTTON, named("Acknowledge"))).hasCount(0);
      tab.fitsItsWidth();
      tab.accessible();
      tab.noComplaints();
    }
  }

  @Test
  void filtersSurviveAReload() throws Exception {
    try (Tab tab = found()) {
      tab.page().getByLabel("Kind").selectOption("dead_token");
      assertThat(tab.page().getByText("No such finding")).isVisible();
      tab.page().reload();
      assertThat(tab.page().getByLabel("Kind")).hasValue("dead_token");
      assertThat(tab.page().getByText("No such finding")).isVisible();
    }
  }

  @Test
  void leakedTokenSaysWhereItWasFoundAndThatItIsDead() throws Exception {
    try (Tab tab = workspace.tab(Look.WIDE)) {
      report("https://paste.example.com/<b>1</b>");
      tab.go("/findings");
      assertThat(findings(tab)).hasCount(1);
      assertThat(findings(tab).first()).containsText("Found in the open");
      assertThat(findings(tab).first())
          .containsText(
              "Reported by somebody who holds it as found at https://paste.example.com/<b>1</b>. It"
                  + " was revoked.");
      assertThat(tab.page().getByRole(AriaRole.LINK, named("Revoke the token"))).hasCount(0);
      tab.go("/audit");
      assertThat(tab.page().getByText("report:anyone").first()).isVisible();
      tab.accessible();
      tab.noComplaints();
    }
  }

  private void report(String url) throws Exception {
    JsonObject body = new JsonObject().put("token", token.plainText()).put("url", url);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(workspace.origin() + "/v1/leaks"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.encode()))
            .build();
    int status = HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
    assertThat(status).isEqualTo(202);
  }

  private void steal(String path) throws Exception {
    workspace.call(token.plainText(), path, Workspace.FROM_A_PAGE);
  }

  private Tab found() throws Exception {
    Tab tab = workspace.tab(Look.WIDE, "/findings");
    steal("/stolen");
    assertThat(findings(tab)).hasCount(1);
    return tab;
  }

  private static Locator findings(Tab tab) {
    return tab.page().locator(".finding-list > li");
  }

  private static Page.GetByRoleOptions named(String part) {
    return new Page.GetByRoleOptions().setName(part);
  }

  private JsonObject first() throws Exception {
    String body = workspace.owner().call("GET", "/v1/findings", null).body();
    return new JsonObject(body).getJsonArray("data").getJsonObject(0);
  }

  private String statusOfFirst() throws Exception {
    return first().getString("status");
  }
}
