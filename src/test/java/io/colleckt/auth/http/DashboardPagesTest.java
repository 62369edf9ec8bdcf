package io.colleckt.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The service shows the page where the page knows what to show, and nowhere else. */
class DashboardPagesTest {
  private static final Pattern ROUTE = Pattern.compile("\\{ path: '([^']+)', load:");
  private static final Pattern LINK = Pattern.compile("\\['(/[^']*)', '[^']+', '[^']+'\\]");

  /** Shown by the page before it looks into its table. */
  private static final List<String> OUTSIDE_THE_TABLE = List.of("/sign-in");

  @Test
  void eachAddressOfThePageIsServed() throws Exception {
    Set<String> routes = found(ROUTE);
    assertThat(routes).hasSizeGreaterThan(10);
    for (String route : routes) {
      assertThat(DashboardRoutes.PAGES).as(route).anyMatch(page -> covers(page, route));
    }
  }

  @Test
  void eachAddressThatIsServedIsKnownToThePage() throws Exception {
    Set<String> known = found(ROUTE);
    known.addAll(OUTSIDE_THE_TABLE);
    for (String page : DashboardRoutes.PAGES) {
      assertThat(known).as(page).anyMatch(route -> covers(page, route) || isAbove(page, route));
    }
  }

  @Test
  void eachLinkOfTheNavigationLeadsToAPage() throws Exception {
    assertThat(found(LINK)).hasSizeGreaterThan(5).isSubsetOf(found(ROUTE));
  }

  private static boolean covers(String page, String route) {
    return page.endsWith("/*")
        ? route.startsWith(page.substring(0, page.length() - 1))
        : page.equals(route);
  }

  /** {@code /settings} alone is where the settings begin: it is shown as "no such page". */
  private static boolean isAbove(String page, String route) {
    return page.equals("/settings") && route.startsWith(page + "/");
  }

  private static Set<String> found(Pattern pattern) throws IOException {
    try (InputStream file = DashboardPagesTest.class.getResourceAsStream("/dashboard/routes.js")) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return pattern
          .matcher(text)
          .results()
          .map(match -> match.group(1))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
