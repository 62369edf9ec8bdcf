package io.colleckt.auth.dashboard;

import io.colleckt.auth.testing.Look;
import io.colleckt.auth.testing.Tab;
import io.colleckt.auth.testing.Workspace;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every page of a workspace in which nothing has happened yet, and of a {@link FullWorkspace}: as
 * {@link EveryPageIT}, with pictures of their own.
 */
@Tag("long")
class FullAndEmptyIT {
  @Test
  void everyPageOfAnEmptyWorkspaceIsUsable() throws Exception {
    try (Workspace workspace = Workspace.alone()) {
      look(workspace, "empty", EveryPageIT.PAGES);
    }
  }

  @Test
  void everyPageOfAFullWorkspaceIsUsable() throws Exception {
    try (Workspace workspace = FullWorkspace.create()) {
      workspace.call(workspace.token("Production Integration"), "/orders");
      Map<String, String> pages = new TreeMap<>(EveryPageIT.PAGES);
      pages.put("busiest", "/settings/tokens/" + busiest(workspace));
      pages.put("month", "/activity?range=30d");
      look(workspace, "full", pages);
    }
  }

  private static String busiest(Workspace workspace) {
    return workspace
        .database()
        .rows(
            "select token_id from activity_hours where token_id > 0 group by 1 order by sum(calls)"
                + " desc limit 1")
        .get(0);
  }

  private static void look(Workspace workspace, String kind, Map<String, String> pages) {
    for (Look look : Look.ALL) {
      try (Tab tab = workspace.tab(look)) {
        tab.allowRefusal(404);
        pages.forEach((name, path) -> visit(tab, kind + "-" + name + "-" + look, path));
        tab.noComplaints();
      }
    }
  }

  private static void visit(Tab tab, String picture, String path) {
    tab.go(path);
    tab.screenshot(picture);
    tab.accessible();
    tab.fitsItsWidth();
  }
}
