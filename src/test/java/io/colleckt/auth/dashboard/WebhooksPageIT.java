package io.colleckt.auth.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.colleckt.auth.testing.Tab;
import io.colleckt.auth.testing.Workspace;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Webhooks are made, tried, silenced and removed, with a real receiver on this machine. */
class WebhooksPageIT {
  private static final String EVIL = "<img src=x onerror=alert(1)>";

  private static final List<String> got = new CopyOnWriteArrayList<>();
  private static Workspace workspace;
  private static HttpServer receiver;
  private static volatile int status = 204;

  @BeforeAll
  static void start() throws Exception {
    workspace = Workspace.shared();
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/", WebhooksPageIT::receive);
    receiver.start();
  }

  @AfterAll
  static void stop() throws Exception {
    receiver.stop(0);
  }

  @Test
  void testArrivesAndShowsAsDelivered() {
    try (Tab tab = workspace.tab("/settings/webhooks")) {
      Page page = tab.page();
      page.getByRole(AriaRole.BUTTON, named("Add a webhook")).first().click();
      page.getByLabel("URL").fill(url("/new"));
      page.getByLabel("Description").fill(EVIL);
      page.getByRole(AriaRole.BUTTON, named("Add webhook")).click();
      String secret =
          page.getByLabel("Secret", new Page.GetByLabelOptions().setExact(true)).innerText();
      assertThat(secret.strip()).matches("whsec_[A-Za-z0-9+/]{43}=");
      page.getByRole(AriaRole.BUTTON, named("I have kept it")).click();
      assertThat(page.locator("h1")).hasText(url("/new"));
      assertThat(page.getByText(secret.strip())).hasCount(0);
      page.getByRole(AriaRole.BUTTON, named("Send a test")).click();
      assertThat(page.getByText("The test has arrived")).isVisible();
      assertThat(deliveries(page, "Delivered")).containsText("HTTP 204");
      assertThat(got).anyMatch(one -> one.contains("/new") && one.contains("\"ping\""));
      tab.go("/settings/webhooks");
      assertThat(page.getByText(EVIL)).isVisible();
    }
  }

  @Test
  void failedTestTellsWhy() throws Exception {
    long id = create("/failing", "");
    status = 500;
    try (Tab tab = workspace.tab("/settings/webhooks/" + id)) {
      Page page = tab.page();
      page.getByRole(AriaRole.BUTTON, named("Send a test")).click();
      assertThat(page.getByText("The test has not arrived: HTTP 500")).isVisible();
      assertThat(deliveries(page, "Pending")).containsText("HTTP 500");
    } finally {
      status = 204;
    }
  }

  @Test
  void disabledWebhookHearsNothingUntilItIsEnabled() throws Exception {
    long id = create("/disabled", "");
    try (Tab tab = workspace.tab("/settings/webhooks/" + id)) {
      Page page = tab.page();
      more(page, "Disable");
      page.getByRole(AriaRole.DIALOG).getByText("Disable", exactly()).click();
      assertThat(page.getByText("This webhook is disabled.")).isVisible();
      assertThat(page.getByRole(AriaRole.BUTTON, named("Send a test"))).hasCount(0);
      page.getByRole(AriaRole.BUTTON, named("Enable")).click();
      assertThat(page.getByRole(AriaRole.BUTTON, named("Send a test"))).isVisible();
    }
  }

  @Test
  void onlyWhatChangedIsSentAndAWrongUrlIsSaidAtTheField() throws Exception {
    long id = create("/changed", "before");
    try (Tab tab = workspace.tab("/settings/webhooks/" + id)) {
      Page page = tab.page();
      page.getByLabel("URL").fill("nowhere");
      save(page).click();
      assertThat(page.getByLabel("URL")).hasAttribute("aria-invalid", "true");
      page.getByRole(AriaRole.BUTTON, named("Undo")).click();
      page.getByLabel("Description").fill("after");
      String sent =
          page.waitForRequest(one -> "PATCH".equals(one.method()), () -> save(page).click())
              .postData();
      assertThat(new JsonObject(sent)).isEqualTo(new JsonObject().put("description", "after"));
      assertThat(save(page)).isDisabled();
      assertThat(page.getByLabel("Description")).hasValue("after");
    }
  }

  @Test
  void deletedWebhookIsGone() throws Exception {
    long id = create("/deleted", "");
    try (Tab tab = workspace.tab("/settings/webhooks/" + id)) {
      Page page = tab.page();
      more(page, "Delete");
      page.getByRole(AriaRole.DIALOG).getByText("Delete", exactly()).click();
      assertThat(page.locator("h1")).hasText("Webhooks");
      assertThat(page.getByText(url("/deleted"))).hasCount(0);
    }
  }

  private static void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    got.add(exchange.getRequestURI() + " " + body);
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private static String url(String path) {
    return "http://127.0.0.1:" + receiver.getAddress().getPort() + path;
  }

  private static long create(String path, String description) throws Exception {
    JsonObject body = new JsonObject().put("url", url(path)).put("description", description);
    String answer = workspace.owner().call("POST", "/v1/webhooks", body).body();
    return new JsonObject(answer).getJsonObject("webhook").getLong("id");
  }

  private static void more(Page page, String item) {
    page.getByRole(AriaRole.BUTTON, named("More to do with this webhook")).click();
    page.getByRole(AriaRole.MENUITEM, named(item)).click();
  }

  private static Locator save(Page page) {
    return page.getByRole(AriaRole.BUTTON, named("Save"));
  }

  private static Locator deliveries(Page page, String state) {
    return page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(state));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Locator.GetByTextOptions exactly() {
    return new Locator.GetByTextOptions().setExact(true);
  }
}
