package io.colleckt.auth.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.Look;
import io.colleckt.auth.testing.Tab;
import io.colleckt.auth.testing.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing is found out level by level: the first answer names every file that its address needs.
 */
class FirstLoadIT {
  private static Workspace workspace;

  @BeforeAll
  static void start() throws Exception {
    workspace = Workspace.shared();
  }

  static Set<String> paths() {
    return new TreeSet<>(EveryPageIT.PAGES.values());
  }

  @ParameterizedTest
  @MethodSource("paths")
  void pageNamesAllThatItLoads(String path) {
    try (Tab tab = workspace.tab(Look.WIDE)) {
      tab.allowRefusal(404);
      loadsWhatIsNamed(tab, path);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sign-in", "/", "/settings/tokens"})
  void soItIsWhereNobodyIsSignedIn(String path) {
    try (Tab tab = workspace.signedOut(Look.WIDE)) {
      tab.allowRefusal(401);
      loadsWhatIsNamed(tab, path);
      assertThat(tab.page().getByLabel("Password").count()).isEqualTo(1);
    }
  }

  /** What is named and never used is a complaint of the browser, after some seconds. */
  private static void loadsWhatIsNamed(Tab tab, String path) {
    List<String> loaded = new ArrayList<>();
    tab.page().onRequest(request -> loaded.add(request.url().replaceFirst("^https?://[^/]+", "")));
    String html = tab.page().navigate(path).text();
    tab.settle();
    List<String> files = loaded.stream().filter(each -> each.matches(".*\\.(js|css)")).toList();
    assertThat(files).hasSizeGreaterThan(20).doesNotHaveDuplicates();
    assertThat(files).allMatch(each -> html.contains("\"" + each + "\""), "is named in the page");
    tab.noComplaints();
  }
}
