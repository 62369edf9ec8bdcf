package io.colleckt.auth.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import io.colleckt.auth.testing.Look;
import io.colleckt.auth.testing.Tab;
import io.colleckt.auth.testing.Workspace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The API reference, in a browser, for whoever is not signed in. */
class ReferencePageIT {
  private static Workspace workspace;

  @BeforeAll
  static void start() throws Exception {
    workspace = Workspace.shared();
  }

  @ParameterizedTest
  @MethodSource("looks")
  void isUsableByEverybody(Look look) {
    try (Tab tab = workspace.signedOut(look)) {
      tab.page().navigate("/docs");
      Path picture = Path.of("target", "screenshots", "docs-" + look + ".png");
      tab.page().screenshot(new Page.ScreenshotOptions().setPath(picture));
      tab.accessible();
      tab.fitsItsWidth();
      tab.noComplaints();
    }
  }

  static List<Look> looks() {
    return Look.ALL;
  }

  @Test
  void holdsTheWordsOfTheProductPageAndEveryCall() {
    try (Tab tab = workspace.signedOut(Look.WIDE)) {
      Page page = tab.page();
      page.navigate("/docs");
      assertThat(page.title()).isEqualTo("API reference · Colleckt Auth");
      assertThat(page.locator("main").innerText())
          .contains(
              "API requests are authenticated using Bearer tokens issued through the Colleckt"
                  + " dashboard.",
              "Authorization: Bearer 1|abc123def456ghi789jkl012mno345pqr678stu901vwx234yz",
              "180 days from creation",
              "{\"message\": \"Unauthenticated.\"}",
              "/v1/introspect/batch");
      int calls = page.locator("article.call").count();
      assertThat(calls).isGreaterThan(40).isEqualTo(page.locator(".side .calls a").count());
      page.locator(".side a[href='#revokeToken']").click();
      assertThat(page.locator("#revokeToken:target").count()).isEqualTo(1);
    }
  }

  @Test
  void aNarrowScreenHasTheListOfCallsBehindAButton() {
    try (Tab tab = workspace.signedOut(Look.NARROW)) {
      Page page = tab.page();
      page.navigate("/docs");
      page.locator("summary").first().click();
      page.locator("a[href='#revokeToken']:visible").click();
      assertThat(page.locator("#revokeToken:target").count()).isEqualTo(1);
    }
  }

  @Test
  void runsNothingAndLetsNothingIn() {
    try (Tab tab = workspace.signedOut(Look.WIDE)) {
      Response response = tab.page().navigate("/docs");
      assertThat(response.headerValue("content-security-policy"))
          .startsWith("default-src 'none'; style-src 'self'; img-src 'self';")
          .doesNotContain("unsafe", "script-src")
          .contains("trusted-types 'none'");
      assertThat(response.text()).doesNotContain("<script", "style=", "onclick");
    }
  }
}
