package io.colleckt.auth.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.colleckt.auth.testing.Look;
import io.colleckt.auth.testing.Tab;
import io.colleckt.auth.testing.Workspace;
import io.colleckt.auth.testing.Workspace.Issued;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Markup in every text that people and their applications choose is shown as the text that it is,
 * on every page that shows it. Each field has a mark of its own, so that it is sure to be there.
 */
class HostileTextIT {
  /** Either way of getting out of what text is put into; a mark follows. */
  private static final List<String> HOSTILE =
      List.of(
          "<img src=x onerror=document.title='stolen'>",
          "</script><script>document.title='stolen'</script>",
          "\"'`${document.title='stolen'}{{7*7}}");

  /** The same for fields that take no blanks: abilities, addresses of e-mail, and parts of URLs. */
  private static final List<String> DENSE =
      List.of(
          "<img/src=x/onerror=document.title='stolen'>",
          "</script><script>document.title=1</script>",
          "\"'`${document.title=1}{{7*7}}");

  /** All signs that the service takes in a URL, and the others as they have to be written there. */
  private static final String URL =
      "http://127.0.0.1:9/URL?';document.title='stolen';($[7*7])//&%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E";

  private static final String IN_JSON = "\"url\":\"[^\"]*\"";

  private static final int TRIES = 10;

  private static Workspace workspace;
  private static Issued token;
  private static long webhook;

  @BeforeAll
  static void start() throws Exception {
    workspace = Workspace.shared();
    change("/v1/workspace", "name", all(HOSTILE) + "WORKSPACE");
    token = workspace.token("first");
    change("/v1/tokens/" + token.id(), "name", all(HOSTILE) + "TOKEN");
    abilities();
    webhooks();
    members();
    calls();
  }

  @Test
  void isTextOnEveryPage() {
    Map<String, List<String>> pages =
        Map.of(
            "/",
            List.of("WORKSPACE", "TOKEN"),
            "/settings/tokens",
            List.of("WORKSPACE", "TOKEN"),
            token.page(),
            List.of("TOKEN", "ABILITY", "/PATH"),
            "/activity",
            List.of("TOKEN", "AGENT", "/PATH"),
            "/findings",
            List.of("TOKEN", "/PATH"),
            "/audit",
            List.of("TOKEN", "WORKSPACE", "ABILITY", "EMAIL", "HOOK"),
            "/settings/members",
            List.of("EMAIL"),
            "/settings/webhooks",
            List.of("HOOK", "/URL"),
            "/settings/webhooks/" + webhook,
            List.of("HOOK", "/URL"));
    try (Tab tab = workspace.tab(Look.WIDE)) {
      pages.forEach((path, marks) -> isText(tab, path, marks));
      for (String dialog : List.of("revoke", "rotate", "rename", "limits")) {
        tab.go(token.page() + "?do=" + dialog);
        tab.page().getByRole(AriaRole.DIALOG).waitFor();
        nothingHasRun(tab);
      }
      tab.noComplaints();
    }
  }

  @Test
  void isTextInTheLiveTail() throws Exception {
    try (Tab tab = workspace.tab("/activity?live=on")) {
      assertThat(tab.page().locator(".card header [role=status]")).hasText("Live");
      calls();
      assertThat(tab.page().getByText("/PATH").first()).isVisible();
      nothingHasRun(tab);
      tab.noComplaints();
    }
  }

  @Test
  void urlThatIsMarkupOrScriptIsRefused() throws Exception {
    List<String> urls = new ArrayList<>(List.of("javascript:document.title='stolen'//URL"));
    DENSE.forEach(one -> urls.add("http://127.0.0.1:9/" + one));
    for (String url : urls) {
      JsonObject body = new JsonObject().put("url", url);
      assertThat(workspace.owner().call("POST", "/v1/webhooks", body).statusCode())
          .as(url)
          .isEqualTo(422);
    }
  }

  /** The page does not count on that. */
  @Test
  void urlIsTextEvenIfItIsMarkup() {
    try (Tab tab = workspace.tab(Look.WIDE)) {
      tab.page().route("**/v1/webhooks**", HostileTextIT::withMarkupInUrls);
      isText(tab, "/settings/webhooks", List.of("<img/src=x"));
      isText(tab, "/settings/webhooks/" + webhook, List.of("<img/src=x"));
      tab.noComplaints();
    }
  }

  private static void withMarkupInUrls(Route route) {
    String markup = new JsonObject().put("url", all(DENSE)).encode();
    String answer = route.fetch().text();
    String hostile =
        answer.replaceAll(
            IN_JSON, Matcher.quoteReplacement(markup.substring(1, markup.length() - 1)));
    route.fulfill(new Route.FulfillOptions().setContentType("application/json").setBody(hostile));
  }

  private static void isText(Tab tab, String path, List<String> marks) {
    tab.go(path);
    nothingHasRun(tab);
    tab.page().getByLabel("Details of entry").all().forEach(Locator::click);
    for (int i = 0; i < TRIES && !marks.stream().allMatch(shown(tab)::contains); i++) {
      tab.page().waitForTimeout(500);
    }
    assertThat(shown(tab)).as(path).contains(marks);
    nothingHasRun(tab);
  }

  /** Texts, and what fields hold. */
  private static String shown(Tab tab) {
    return tab.page().locator("#app").innerText()
        + tab.page().locator("input, textarea").all().stream()
            .map(field -> field.inputValue())
            .toList();
  }

  private static void nothingHasRun(Tab tab) {
    assertThat(tab.page().title()).endsWith("Colleckt Auth");
    assertThat(tab.page().locator("img[src=x], #app script")).hasCount(0);
  }

  private static void abilities() throws Exception {
    JsonArray abilities = new JsonArray();
    DENSE.forEach(one -> abilities.add(one.replace(",", "") + "ABILITY"));
    change("/v1/tokens/" + token.id(), "abilities", abilities);
  }

  private static void webhooks() throws Exception {
    JsonObject body = new JsonObject().put("url", URL).put("description", all(HOSTILE) + "HOOK");
    webhook = done("POST", "/v1/webhooks", body).getJsonObject("webhook").getLong("id");
  }

  private static void members() throws Exception {
    for (String one : DENSE) {
      String email = one.replace("@", "") + "EMAIL" + workspace.id() + "@example.com";
      done("POST", "/v1/members", new JsonObject().put("email", email).put("role", "member"));
    }
  }

  /** With these as path and user agent; each is what a stolen token would do, and is found. */
  private static void calls() throws Exception {
    for (String one : HOSTILE) {
      String path = "/PATH/" + URLEncoder.encode(one, StandardCharsets.UTF_8);
      workspace.call(
          token.plainText(),
          path,
          List.of(
              "User-Agent",
              one + "AGENT",
              "Origin",
              "https://x.test",
              "Sec-Fetch-Site",
              "cross-site"));
    }
  }

  private static String all(List<String> texts) {
    return String.join(" ", texts);
  }

  private static void change(String path, String field, Object value) throws Exception {
    done("PATCH", path, new JsonObject().put(field, value));
  }

  private static JsonObject done(String method, String path, JsonObject body) throws Exception {
    HttpResponse<String> answer = workspace.owner().call(method, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    return new JsonObject(answer.body());
  }
}
