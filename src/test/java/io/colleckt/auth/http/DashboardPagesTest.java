package io.colleckt.auth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each address has a page that asks for what it needs. */
class DashboardPagesTest {
  private static final DashboardTemplate TEMPLATE =
      new DashboardTemplate(
          """
          <head>
            <link rel="stylesheet" href="/dashboard/{{hash}}/style/a.css">
            <link rel="stylesheet" href="/dashboard/{{hash}}/style/b.css">
            <script type="importmap">{"imports": {"x": "/dashboard/{{hash}}/lib/x.js"}}</script>
            <script type="module" src="/dashboard/{{hash}}/app.js"></script>
          </head>
          """);

  private static final Map<String, String> SOURCES =
      Map.of(
          "app.js", "import './routes.js';",
          "lib/x.js", "",
          "list.js", "import 'x';",
          "one.js", "",
          "routes.js",
              """
              { path: '/list', load: () => import('./list.js') },
              { path: '/list/:id', load: () => import('./one.js') },
              """);

  @Test
  void pageAsksForItsModulesAndOneStyleSheet() {
    assertThat(html("/list"))
        .isEqualTo(
            """
            <head>
              <script type="importmap">{"imports": {"x": "/dashboard/0/lib/x.js"}}</script>
                <link rel="stylesheet" href="/dashboard/0/all.css">
                <link rel="modulepreload" href="/dashboard/0/app.js">
                <link rel="modulepreload" href="/dashboard/0/list.js">
                <link rel="modulepreload" href="/dashboard/0/routes.js">
                <link rel="modulepreload" href="/dashboard/0/lib/x.js">
              <script type="module" src="/dashboard/0/app.js"></script>
            </head>
            """);
  }

  @Test
  void addressesDoNotGetWhatOnlyOthersNeed() {
    assertThat(html("/list/7")).contains("/one.js").doesNotContain("/list.js");
    assertThat(html("/list/7/x")).contains("/routes.js").doesNotContain("/one.js", "/list.js");
    assertThat(html("/sign-in")).contains("/routes.js").doesNotContain("/one.js", "/list.js");
  }

  @Test
  void whatIsNotThereIsNotAskedFor() {
    Map<String, String> sources = new HashMap<>(SOURCES);
    sources.remove("one.js");
    assertThatThrownBy(() -> DashboardPages.of(TEMPLATE, "all.css", sources, "0"))
        .hasMessage("The page imports one.js, which is not there.");
  }

  @Test
  void routesThatCannotBeReadAreRefused() {
    Map<String, String> sources = new HashMap<>(SOURCES);
    sources.put("routes.js", "export const ROUTES = new Map();");
    assertThatThrownBy(() -> DashboardPages.of(TEMPLATE, "all.css", sources, "0"))
        .hasMessage("No routes can be read in routes.js.");
  }

  private static String html(String path) {
    return DashboardPages.of(TEMPLATE, "all.css", SOURCES, "0").at(path).html().plain().toString();
  }
}
