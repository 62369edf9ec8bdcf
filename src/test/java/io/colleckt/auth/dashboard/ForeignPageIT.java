package io.colleckt.auth.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import io.colleckt.auth.testing.Look;
import io.colleckt.auth.testing.Tab;
import io.colleckt.auth.testing.Workspace;
import io.colleckt.auth.testing.Workspace.Issued;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a page of somebody else can do in the browser of a member who has signed in: nothing. At
 * {@code 127.0.0.1} it is of another origin, but, ports not counting, of the same site: the browser
 * sends the session's cookie along. At {@code localhost} it is of another site, and does not.
 */
class ForeignPageIT {
  private static final String PAGE =
      "<!doctype html><html lang=en><link rel=icon href='data:,'><title>Foreign</title><body>";

  /** Text that is JSON when a form sends it as {@code text/plain}: {@code name=value}. */
  private static final String FORM =
      "<form method=post enctype='text/plain' action='%s/v1/tokens'>"
          + "<input name='{\"name\":\"Stolen\",\"abilities\":[\"' value='*\"]}'>"
          + "<button>Win a prize</button></form>";

  private static final String FETCH =
      """
      async ([url, method]) => {
        const body = method === 'POST' ? '{"name":"Stolen"}' : undefined;
        const options = { method, body, mode: method === 'POST' ? 'no-cors' : 'cors', credentials: 'include' };
        try {
          const answer = await fetch(url, { ...options, headers: { 'Content-Type': 'text/plain' } });
          return answer.type + ' ' + answer.status;
        } catch (error) {
          return 'failed';
        }
      }
      """;

  private Workspace workspace;
  private Issued token;

  @BeforeEach
  void start() throws Exception {
    workspace = Workspace.shared();
    token = workspace.token("Mine");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost"})
  void formMakesNoToken(String host) throws Exception {
    List<String> before = changes();
    try (Site site = new Site(PAGE + FORM.formatted(workspace.origin()), "");
        Tab tab = visiting(site, host)) {
      tab.page().getByText("Win a prize").click();
      assertThat(tab.page()).hasURL(workspace.origin() + "/v1/tokens");
      assertThat(tab.page().locator("body")).containsText(refusalAt(host));
    }
    assertThat(changes()).isEqualTo(before);
    assertOnRecord(host, "origin POST /v1/tokens");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost"})
  void scriptMakesNoToken(String host) throws Exception {
    List<String> before = changes();
    try (Site site = new Site(PAGE, "");
        Tab tab = visiting(site, host)) {
      assertThat(fetch(tab, "POST", "/v1/tokens")).isEqualTo("opaque 0");
    }
    assertThat(changes()).isEqualTo(before);
    assertOnRecord(host, "origin POST /v1/tokens");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost"})
  void scriptRevokesNoToken(String host) throws Exception {
    List<String> before = changes();
    try (Site site = new Site(PAGE, "");
        Tab tab = visiting(site, host)) {
      assertThat(fetch(tab, "DELETE", "/v1/tokens/" + token.id())).isEqualTo("failed");
    }
    assertThat(changes()).isEqualTo(before);
    assertThat(workspace.call(token, "/orders")).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost"})
  void scriptReadsNothing(String host) throws Exception {
    try (Site site = new Site(PAGE, "");
        Tab tab = visiting(site, host)) {
      assertThat(fetch(tab, "GET", "/v1/tokens")).isEqualTo("failed");
      assertThat(fetch(tab, "GET", "/v1/session")).isEqualTo("failed");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost"})
  void frameStaysEmpty(String host) throws Exception {
    String framed = "<iframe title=x src='%s/settings/tokens'></iframe>";
    try (Site site = new Site(PAGE + framed.formatted(workspace.origin()), "");
        Tab tab = visiting(site, host)) {
      tab.page().waitForConsoleMessage(saying("frame"), tab.page()::reload);
      Frame frame = tab.page().frames().get(1);
      assertThat(frame.locator("#app")).hasCount(0);
      assertThat(frame.content()).doesNotContain("Colleckt", "Mine");
    }
  }

  /** The owner's browser, which has come to this site. */
  private Tab visiting(Site site, String host) {
    Tab tab = workspace.tab(Look.WIDE, "/settings/tokens");
    assertThat(tab.page().getByText("Mine").first()).isVisible();
    tab.page().navigate(site.at(host));
    assertThat(tab.page()).hasTitle(Pattern.compile("Foreign"));
    return tab;
  }

  private Object fetch(Tab tab, String method, String path) {
    return tab.page().evaluate(FETCH, List.of(workspace.origin() + path, method));
  }

  /** What the browser says when it does not frame a page. */
  private static Page.WaitForConsoleMessageOptions saying(String text) {
    return new Page.WaitForConsoleMessageOptions()
        .setPredicate(message -> message.text().contains(text));
  }

  private static boolean isSameSite(String host) {
    return host.equals("127.0.0.1");
  }

  private static String refusalAt(String host) {
    return isSameSite(host) ? "This request comes from another site." : "Unauthenticated.";
  }

  /** Tokens, and what members have done, without what was refused and who came in. */
  private List<String> changes() throws Exception {
    List<String> all =
        workspace
            .database()
            .rows(
                "select action, subject from audit where action not in ('request.refused',"
                    + " 'session.started') and workspace_id = "
                    + workspace.id());
    String tokens = workspace.owner().call("GET", "/v1/tokens", null).body();
    all.add(new JsonObject(tokens).getJsonArray("data").size() + " tokens");
    return all;
  }

  /** A request that came with a session was refused in its name; one without is nobody's. */
  private void assertOnRecord(String host, String refusal) {
    List<String> refused =
        workspace
            .database()
            .rows(
                "select after->>'reason', subject from audit where action ="
                    + " 'request.refused' and workspace_id = "
                    + workspace.id());
    assertThat(refused).isEqualTo(isSameSite(host) ? List.of(refusal) : List.of());
  }
}
