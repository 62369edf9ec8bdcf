package io.colleckt.auth.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.Look;
import io.colleckt.auth.testing.Tab;
import io.colleckt.auth.testing.Workspace;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.sql.Connection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The product page, line by line, as somebody goes through it who has nothing but a browser. */
class ProductPageBrowserIT {
  private static final String NAME = "Production Integration";
  private static final int TRIES = 20;

  private Workspace workspace;
  private Tab tab;
  private TokenForm form;

  @BeforeEach
  void start() throws Exception {
    workspace = Workspace.shared();
    tab = workspace.signedOut(Look.WIDE);
    form = new TokenForm(tab);
  }

  @AfterEach
  void stop() throws Exception {
    tab.close();
  }

  @Test
  void productPageIsTrueLineByLine() throws Exception {
    logsInToTheWorkspaceDashboard();
    navigatesToSettingsAndClicksNewApiToken();
    String plainText = entersADescriptiveNameAndSeesTheTokenOnce();
    usesItForAllEndpoints(plainText);
    seesTheCallInTheActivityLog();
    seesTheExpiredTokenUntilItIsDeleted();
    revokesItAndItIsInvalidAtOnce(plainText);
    tab.noComplaints();
  }

  private void logsInToTheWorkspaceDashboard() {
    tab.go("/");
    tab.signIn(workspace.email(), Workspace.PASSWORD);
  }

  private void navigatesToSettingsAndClicksNewApiToken() {
    form.link("API Tokens").click();
    assertThat(heading()).hasText("API Tokens");
    form.link("New API Token").click();
    assertThat(heading()).hasText("New API Token");
  }

  private String entersADescriptiveNameAndSeesTheTokenOnce() {
    assertThat(form.radio("180 days")).isChecked();
    assertThat(form.radio("Full access")).isChecked();
    String plainText = form.create(NAME);
    assertThat(tab.page().getByText("This is the only time it is shown.")).isVisible();
    tab.button("Done").click();
    tab.button("Leave").click();
    assertThat(heading()).hasText(NAME);
    tab.settle();
    assertThat(tab.page().getByText("180 days left").first()).isVisible();
    assertThat(tab.page().getByText("Full access").first()).isVisible();
    assertThat(tab.page().content()).doesNotContain(plainText.substring(plainText.indexOf('|')));
    return plainText;
  }

  private void usesItForAllEndpoints(String plainText) throws Exception {
    assertUnauthenticated(null);
    assertUnauthenticated(plainText.replace('|', '-'));
    for (String path : new String[] {"/orders", "/customers/7", "/invoices"}) {
      assertThat(workspace.owner().verify("Bearer " + plainText, path).statusCode()).isEqualTo(200);
    }
  }

  /** The log is some moments behind. */
  private void seesTheCallInTheActivityLog() {
    form.link("Activity").click();
    Locator call = tab.page().getByText("/customers/7").first();
    for (int i = 0; i < TRIES && !call.isVisible(); i++) {
      tab.page().waitForTimeout(500);
      tab.button("Refresh").click();
      tab.settle();
    }
    assertThat(call).isVisible();
  }

  private void seesTheExpiredTokenUntilItIsDeleted() throws Exception {
    JsonObject body = new JsonObject().put("name", "Last year");
    JsonObject created = workspace.owner().createToken(body);
    expire(created.getJsonObject("token").getLong("id"));
    assertUnauthenticated(created.getString("plain_text_token"));
    form.link("API Tokens").click();
    Locator row = row("Last year");
    assertThat(row).containsText("Expired");
    form.link("Last year").click();
    tab.button("Delete Last year").click();
    dialogButton("Delete token").click();
    assertThat(heading()).hasText("Last year is deleted");
    form.link("API Tokens").click();
    assertThat(row(NAME)).isVisible();
    assertThat(row("Last year")).hasCount(0);
  }

  private void revokesItAndItIsInvalidAtOnce(String plainText) throws Exception {
    form.link(NAME).click();
    tab.button("Revoke " + NAME).click();
    tab.page().getByLabel("Name of the token").fill(NAME);
    dialogButton("Revoke token").click();
    assertThat(heading()).hasText(NAME + " is revoked");
    assertUnauthenticated(plainText);
    form.link("API Tokens").click();
    assertThat(tab.page().getByText("No API tokens yet")).isVisible();
    assertThat(row(NAME)).hasCount(0);
  }

  private Locator heading() {
    return tab.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)).first();
  }

  private Locator row(String name) {
    return tab.page().getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(name));
  }

  private Locator dialogButton(String name) {
    return tab.page().getByRole(AriaRole.DIALOG).getByText(name, exactly());
  }

  private static Locator.GetByTextOptions exactly() {
    return new Locator.GetByTextOptions().setExact(true);
  }

  private void assertUnauthenticated(String plainText) throws Exception {
    String authorization = plainText == null ? null : "Bearer " + plainText;
    HttpResponse<String> response = workspace.owner().verify(authorization);
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.body()).isEqualTo("{\"message\":\"Unauthenticated.\"}");
  }

  /** Lets a token's time run out before its first use, as half a year would. */
  private void expire(long id) throws Exception {
    try (Connection connection = Database.connect(workspace.database().migrationUrl())) {
      connection
          .createStatement()
          .execute("update tokens set expires_at = now() - interval '1 second' where id = " + id);
    }
  }
}
