package io.colleckt.auth.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colleckt.auth.testing.Browser;
import io.colleckt.auth.testing.Look;
import io.colleckt.auth.testing.Tab;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The watch over the browser sees what it is there for: a test of the dashboard can fail. */
class BrowserWatchIT {
  private static final String ICON = "<link rel=icon href='data:,'>";

  @Test
  void breachOfThePolicyIsSeen() throws Exception {
    complains(
        "<script>document.title = 'inline'</script>", "script-src 'self'", "policy: script-src");
  }

  @Test
  void textThatBecomesHtmlIsSeen() throws Exception {
    complains(
        "<script>document.body.innerHTML = '<b>x</b>'</script>",
        "require-trusted-types-for 'script'",
        "policy: require-trusted-types-for");
  }

  @Test
  void errorOnTheConsoleIsSeen() throws Exception {
    complains("<script>console.error('spilt')</script>", "", "console: spilt");
  }

  @Test
  void uncaughtErrorIsSeen() throws Exception {
    complains("<script>setTimeout(() => { throw new Error('lost'); })</script>", "", "lost");
  }

  @Test
  void requestToAnotherSiteIsSeen() throws Exception {
    complains("<img alt='' src='http://127.0.0.2:1/x.png'>", "", "foreign: GET http://127.0.0.2:1");
  }

  @Test
  void pageThatScreenReadersCannotReadIsSeen() throws Exception {
    try (Site site = new Site("<!doctype html><title>x</title><input>", "");
        Tab tab = Browser.open(site.at("127.0.0.1"), Look.WIDE)) {
      tab.page().navigate("/");
      fails(tab::accessible, "html-has-lang", "<input>");
    }
  }

  @Test
  void pageThatIsTooWideIsSeen() throws Exception {
    try (Site site =
            new Site(
                "<meta name=viewport content='width=device-width'><hr style='width:400px'>", "");
        Tab tab = Browser.open(site.at("127.0.0.1"), Look.NARROW)) {
      tab.page().navigate("/");
      fails(tab::fitsItsWidth, "too wide");
    }
  }

  @Test
  void nothingOfATabIsLeftForTheNext() throws Exception {
    String kept = "document.cookie + Object.keys(localStorage) + Object.keys(sessionStorage)";
    try (Site site = new Site("<!doctype html><html lang=en>" + ICON + "<body>", "")) {
      try (Tab tab = Browser.open(site.at("127.0.0.1"), Look.WIDE)) {
        tab.page().navigate("/");
        tab.page()
            .evaluate(
                "document.cookie = 'a=1'; localStorage.b = 2; sessionStorage.c = 3;"
                    + " console.error('d');");
        assertThat(tab.page().evaluate(kept)).isEqualTo("a=1bc");
        fails(tab::noComplaints, "console: d");
      }
      try (Tab tab = Browser.open(site.at("127.0.0.1"), Look.WIDE)) {
        tab.page().navigate("/");
        assertThat(tab.page().evaluate(kept)).isEqualTo("");
        tab.noComplaints();
      }
    }
  }

  private static void complains(String body, String policy, String complaint) throws Exception {
    String html = "<!doctype html><html lang=en><head>" + ICON + "</head><body>" + body;
    try (Site site = new Site(html, policy);
        Tab tab = Browser.open(site.at("127.0.0.1"), Look.WIDE)) {
      tab.page().navigate("/");
      tab.page().waitForTimeout(200);
      fails(tab::noComplaints, complaint);
    }
  }

  private static void fails(ThrowingCallable check, String... parts) {
    assertThatThrownBy(check).isInstanceOf(AssertionError.class).hasMessageContainingAll(parts);
  }
}
