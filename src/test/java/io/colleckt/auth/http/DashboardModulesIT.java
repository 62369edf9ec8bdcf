package io.colleckt.auth.http;

import static io.colleckt.auth.http.ServedDashboard.header;
import static io.colleckt.auth.http.ServedDashboard.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page names and its modules import is there, and the first load is small. */
class DashboardModulesIT {
  private static final int FIRST_LOAD_BYTES = 150_000;

  private static ServedDashboard site;

  @BeforeAll
  static void start() throws Exception {
    site = new ServedDashboard();
  }

  @AfterAll
  static void stop() throws Exception {
    site.close();
  }

  @Test
  void eachImportLeadsToAFile() throws Exception {
    DashboardModules modules = DashboardModules.of(text(site.get("/")));
    assertThat(modules.links()).contains(site.root + "app.js");
    for (String address : modules.links()) {
      assertThat(site.get(address).statusCode()).as(address).isEqualTo(200);
    }
    for (String name : site.files.files().keySet()) {
      Set<String> imported =
          name.endsWith(".js")
              ? modules.importedBy(site.root + name, text(site.get(site.root + name)))
              : Set.of();
      for (String address : imported) {
        assertThat(address).as("imported by " + name).startsWith(site.root);
        assertThat(site.get(address).statusCode()).as(name + " imports " + address).isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sign-in", "/", "/settings/tokens", "/settings/tokens/7", "/activity"})
  void theFirstLoadIsSmallAndNamedInThePage(String path) throws Exception {
    DashboardModules modules = DashboardModules.of(text(site.get(path)));
    Set<String> loaded = modules.firstLoad(DashboardModulesIT::source);
    assertThat(loaded).contains(site.root + "lib/preact.js", site.root + "style.css");
    assertThat(modules.links()).containsExactlyInAnyOrderElementsOf(loaded);
    int bytes = site.get(path, "Accept-Encoding", "gzip").body().length;
    for (String address : loaded) {
      HttpResponse<byte[]> file = site.get(address, "Accept-Encoding", "gzip");
      assertThat(header(file, "Cache-Control")).as(address).contains("immutable");
      bytes += file.body().length;
    }
    assertThat(bytes).isBetween(5_000, FIRST_LOAD_BYTES);
  }

  @Test
  void eachRouteAsksForItsOwnPage() throws Exception {
    assertThat(text(site.get("/")))
        .contains(site.root + "pages/overview.js")
        .doesNotContain("pages/token");
    assertThat(text(site.get("/settings/tokens"))).contains("pages/tokens.js");
    assertThat(text(site.get("/settings/tokens/new"))).contains("pages/new-token.js");
    assertThat(text(site.get("/settings/tokens/7"))).contains("pages/token.js");
    assertThat(text(site.get("/sign-in"))).doesNotContain("/pages/");
  }

  @Test
  void theOneStyleSheetHoldsAll() throws Exception {
    String style = text(site.get(site.root + "style.css"));
    for (String name : site.files.files().keySet()) {
      if (name.endsWith(".css")) {
        assertThat(style).as(name).contains(text(site.get(site.root + name)));
      }
    }
  }

  private static String source(String address) {
    return site.files.files().get(address.substring(site.root.length())).plain().toString();
  }
}
