package io.colleckt.auth.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.colleckt.auth.testing.Tab;
import io.colleckt.auth.testing.Workspace;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tokens are made with what the form says, one at a time. */
class NewTokenPageIT {
  private static Workspace workspace;

  @BeforeAll
  static void start() throws Exception {
    workspace = Workspace.shared();
  }

  @Test
  void nameIsEnough() throws Exception {
    try (Tab tab = workspace.tab(TokenForm.PATH)) {
      String plainText = new TokenForm(tab).create("Only a name");
      assertThat(workspace.owner().verify("Bearer " + plainText).statusCode()).isEqualTo(200);
      JsonObject token = only("Only a name");
      assertThat(token.getString("environment")).isEqualTo("production");
      assertThat(token.getJsonArray("abilities")).isEqualTo(new JsonArray().add("*"));
      tab.accessible();
      tab.noComplaints();
    }
  }

  @Test
  void everythingThatIsChosenIsKept() throws Exception {
    LocalDate day = LocalDate.now(ZoneId.of("Europe/Berlin")).plusDays(40);
    try (Tab tab = workspace.tab(TokenForm.PATH)) {
      TokenForm form = new TokenForm(tab).named("Chosen");
      Page page = tab.page();
      form.radio("Sandbox").check();
      form.radio("Custom date").check();
      page.getByLabel("Last day").fill(day.toString());
      form.radio("Only what I name").check();
      page.getByLabel("Named abilities").fill("orders:read, tokens:introspect ");
      page.getByText("Allowed addresses and rate limit").click();
      page.getByLabel("Allowed addresses").fill("127.0.0.1\n2001:db8::/48");
      page.getByLabel("Rate limit", new Page.GetByLabelOptions().setExact(true)).fill("100");
      tab.accessible();
      form.send();
      form.shown();
      JsonObject token = only("Chosen");
      assertThat(token.getString("environment")).isEqualTo("sandbox");
      assertThat(token.getJsonArray("abilities"))
          .isEqualTo(new JsonArray().add("orders:read").add("tokens:introspect"));
      assertThat(token.getJsonArray("allowed_ips")).hasSize(2);
      assertThat(token.getJsonObject("rate_limit"))
          .isEqualTo(new JsonObject().put("limit", 100).put("window_seconds", 60));
      assertThat(token.getString("expires_at"))
          .isEqualTo(
              day.atTime(23, 59, 59).atZone(ZoneId.of("Europe/Berlin")).toInstant().toString());
      tab.noComplaints();
    }
  }

  @Test
  void wrongFieldSaysSoAndIsGoneTo() {
    try (Tab tab = workspace.tab(TokenForm.PATH)) {
      tab.allowRefusal(422);
      Page page = tab.page();
      TokenForm form = new TokenForm(tab);
      form.send();
      assertThat(page.getByText("The name must have 1 to 255 characters")).isVisible();
      assertThat(page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true))).isFocused();
      page.getByText("Allowed addresses and rate limit").click();
      page.getByLabel("Allowed addresses").fill("10.0.0.0/8\n300.1.1.1");
      page.getByText("Allowed addresses and rate limit").click();
      form.named("Wrong address").send();
      assertThat(page.getByText("300.1.1.1: Not an IP address.")).isVisible();
      assertThat(page.getByLabel("Allowed addresses")).isFocused();
      tab.accessible();
      tab.noComplaints();
    }
  }

  @Test
  void abilityThatCannotBeIsRefusedAtOnce() {
    try (Tab tab = workspace.tab(TokenForm.PATH)) {
      TokenForm form = new TokenForm(tab).named("No abilities");
      form.radio("Only what I name").check();
      form.send();
      assertThat(tab.page().getByText("Name at least one ability")).isVisible();
      assertThat(tab.page().getByLabel("Named abilities")).isFocused();
      tab.page().getByLabel("Named abilities").fill("größe ");
      assertThat(tab.page().getByText("has characters that an ability cannot have")).isVisible();
      tab.noComplaints();
    }
  }

  @Test
  void workspaceLimitsTheExpiry() throws Exception {
    limit(45);
    try (Tab tab = workspace.tab(TokenForm.PATH)) {
      TokenForm form = new TokenForm(tab);
      assertThat(form.radio("45 days")).isChecked();
      assertThat(form.radio("90 days")).hasCount(0);
      assertThat(form.radio("Never")).hasCount(0);
      assertThat(tab.page().getByText("Your workspace allows at most 45 days.")).isVisible();
      form.create("Short");
      tab.noComplaints();
    } finally {
      limit(366);
    }
  }

  @Test
  void repeatAfterALostAnswerMakesNoSecondToken() throws Exception {
    try (Tab tab = workspace.tab(TokenForm.PATH)) {
      tab.allow("Failed to load resource: net::ERR_FAILED");
      tab.allowRefusal(409);
      Page page = tab.page();
      page.route(
          "**/v1/tokens",
          route -> {
            route.fetch();
            route.abort();
          });
      TokenForm form = new TokenForm(tab).named("Once");
      form.send();
      assertThat(page.getByText("The service cannot be reached.")).isVisible();
      page.unroute("**/v1/tokens");
      form.send();
      assertThat(page.getByText("The token exists already.")).isVisible();
      JsonObject made = only("Once");
      assertThat(form.link("token " + made.getLong("id")))
          .hasAttribute("href", "/settings/tokens/" + made.getLong("id"));
      tab.accessible();
      tab.button("Create another one").click();
      form.send();
      form.shown();
      assertThat(tokens("Once")).hasSize(2);
      tab.noComplaints();
    }
  }

  @Test
  void listLeadsToTheForm() {
    try (Tab tab = workspace.tab(TokenForm.PATH)) {
      assertThat(tab.page().getByRole(AriaRole.HEADING, level(1))).hasText("New API Token");
      tab.page().getByText("Cancel").click();
      assertThat(tab.page()).hasURL(Pattern.compile(".*/settings/tokens"));
    }
  }

  private static Page.GetByRoleOptions level(int level) {
    return new Page.GetByRoleOptions().setLevel(level);
  }

  private static void limit(int days) throws Exception {
    JsonObject body = new JsonObject().put("longest_expiry_days", days);
    assertThat(workspace.owner().call("PATCH", "/v1/workspace", body).statusCode()).isEqualTo(200);
  }

  private static JsonObject only(String name) throws Exception {
    JsonArray found = tokens(name);
    assertThat(found).hasSize(1);
    return found.getJsonObject(0);
  }

  private static JsonArray tokens(String name) throws Exception {
    String path = "/v1/tokens?q=" + name.replace(" ", "%20");
    return new JsonObject(workspace.owner().call("GET", path, null).body()).getJsonArray("data");
  }
}
