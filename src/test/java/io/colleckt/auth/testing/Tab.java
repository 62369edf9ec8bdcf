package io.colleckt.auth.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** One tab of a browser, watched for complaints from the beginning. */
public final class Tab implements AutoCloseable {
  private static final List<String> WCAG_22_AA =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa");

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private final Window window;
  private final Page page;

  Tab(Window window) {
    this.window = window;
    this.page = window.page();
  }

  /** For everything that Playwright can do. */
  public Page page() {
    return page;
  }

  /** Cookies and the like. */
  public BrowserContext context() {
    return window.context();
  }

  /** The clock of its pages, which tests move; no other tab will have it. */
  public Clock clock() {
    window.spend();
    return page.clock();
  }

  /** Opens an address; returns once its skeletons have given way to what they stood for. */
  public void go(String path) {
    page.navigate(path);
    settle();
  }

  /**
   * Waits until the page has loaded and waits for nothing that it shows a skeleton for, nor for
   * more rows.
   */
  public void settle() {
    page.waitForLoadState(LoadState.LOAD);
    page.locator("#app > *").first().waitFor();
    // By a locator: a function given as text would need eval, which the policy forbids.
    page.waitForCondition(() -> page.locator(".skeleton, table[aria-busy=true]").count() == 0);
  }

  /** Signs in by the form, wherever that is shown; returns once the navigation is there. */
  public void signIn(String email, String password) {
    allowRefusal(401);
    page.getByLabel("E-mail").fill(email);
    page.getByLabel("Password").fill(password);
    button("Sign in").click();
    page.locator("#main").waitFor();
    settle();
  }

  /** Takes over the session of a member who has signed in at the API, in a cookie like its own. */
  public void signIn(Dashboard dashboard) {
    String[] cookie = dashboard.cookie().split("=", 2);
    window
        .context()
        .addCookies(
            List.of(
                new Cookie(cookie[0], cookie[1])
                    .setUrl(window.origin())
                    .setHttpOnly(true)
                    .setSameSite(SameSiteAttribute.STRICT)));
  }

  /** The button of exactly this name. */
  public Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** The page's heading of the first level. */
  public String heading() {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)).innerText();
  }

  /** Lets complaints that match pass. */
  public void allow(String regex) {
    window.complaints().allow(regex);
  }

  /** Lets answers of the API with this status pass, which Chromium puts on its console. */
  public void allowRefusal(int status) {
    allow("Failed to load resource: .* status of " + status + " ");
  }

  /** The Content-Security-Policy stopped nothing, nothing failed, nothing came from elsewhere. */
  public void noComplaints() {
    page.evaluate("1");
    assertThat(window.complaints().left())
        .as("complaints of the browser at " + page.url())
        .isEmpty();
  }

  /** axe finds nothing against WCAG 2.2, A and AA. */
  public void accessible() {
    List<Rule> found =
        new AxeBuilder(page).setLegacyMode(true).withTags(WCAG_22_AA).analyze().getViolations();
    assertThat(found.stream().map(Tab::text).toList()).as("axe at " + page.url()).isEmpty();
  }

  /** Nothing is wider than the window. */
  public void fitsItsWidth() {
    Object over = page.evaluate("() => document.scrollingElement.scrollWidth - window.innerWidth");
    assertThat(((Number) over).intValue()).as("pixels too wide at " + page.url()).isNotPositive();
  }

  /** Writes {@code target/screenshots/NAME.png}, the page in its whole length. */
  public void screenshot(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  @Override
  public void close() {
    Browser.takeBack(window);
  }

  private static String text(Rule rule) {
    return rule.getNodes().stream()
        .map(
            node ->
                "\n  "
                    + node.getTarget()
                    + " "
                    + node.getHtml()
                    + "\n  "
                    + node.getFailureSummary())
        .collect(Collectors.joining("", rule.getId() + ": " + rule.getHelp(), "\n"));
  }
}
