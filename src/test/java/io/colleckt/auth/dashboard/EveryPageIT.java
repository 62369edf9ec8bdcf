package io.colleckt.auth.dashboard;

import io.colleckt.auth.testing.Look;
import io.colleckt.auth.testing.Tab;
import io.colleckt.auth.testing.Workspace;
import io.colleckt.auth.testing.Workspace.Issued;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every page, wide and narrow, light and dark: nothing that axe-core finds, nothing wider than the
 * screen, no complaint of the browser. Leaves the pictures in {@code target/screenshots}.
 */
class EveryPageIT {
  private static final String LONG_NAME = "averylongnamewithoutablank".repeat(9);

  /** Name of the picture and path. */
  static final Map<String, String> PAGES =
      Map.ofEntries(
          Map.entry("overview", "/"),
          Map.entry("tokens", "/settings/tokens"),
          Map.entry("new-token", "/settings/tokens/new"),
          Map.entry("no-token", "/settings/tokens/999999"),
          Map.entry("activity", "/activity"),
          Map.entry("findings", "/findings"),
          Map.entry("audit", "/audit"),
          Map.entry("members", "/settings/members"),
          Map.entry("webhooks", "/settings/webhooks"),
          Map.entry("workspace", "/settings/workspace"),
          Map.entry("account", "/account"),
          Map.entry("nowhere", "/settings/nowhere"));

  private static Workspace workspace;
  private static Issued token;

  @BeforeAll
  static void start() throws Exception {
    workspace = Workspace.shared();
    for (String name :
        List.of("Production Integration", "<img src=x onerror=alert(1)>", LONG_NAME)) {
      token = workspace.token(name);
      workspace.call(token, "/orders/%3Cb%3E1%3C/b%3E");
      workspace.call(token.plainText() + "x", "/orders");
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void isUsableByEverybody(Look look) {
    try (Tab tab = workspace.signedOut(look)) {
      tab.allowRefusal(401);
      tab.allowRefusal(404);
      tab.go("/sign-in");
      judge(tab, "sign-in", look);
      tab.signIn(workspace.owner());
      visit(tab, "token", token.page(), look);
      PAGES.forEach((name, path) -> visit(tab, name, path, look));
      tab.noComplaints();
    }
  }

  static List<Look> looks() {
    return Look.ALL;
  }

  private static void visit(Tab tab, String name, String path, Look look) {
    tab.go(path);
    judge(tab, name, look);
  }

  private static void judge(Tab tab, String name, Look look) {
    tab.screenshot(name + "-" + look);
    tab.accessible();
    tab.fitsItsWidth();
  }
}
