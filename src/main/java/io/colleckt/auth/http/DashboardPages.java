package io.colleckt.auth.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The page as it is sent for each address. Each asks at once for every module that its address
 * needs: those that run by themselves, the one that {@code routes.js} names for it, and all that
 * these import.
 */
final class DashboardPages {
  private static final String ROUTES = "routes.js";
  private static final Pattern ROUTE =
      Pattern.compile("\\{ path: '([^']+)', load: \\(\\) => import\\('\\./([^']+)'\\) \\}");

  private final Map<Pattern, DashboardPage> routes;
  private final DashboardPage other;

  private DashboardPages(Map<Pattern, DashboardPage> routes, DashboardPage other) {
    this.routes = routes;
    this.other = other;
  }

  /**
   * Makes all of them.
   *
   * @param style the file of all style sheets
   * @param sources the modules by their names
   * @param hash what {@code {{hash}}} stands for
   * @throws IllegalArgumentException when a module imports what is not there, or no routes are
   *     found
   */
  static DashboardPages of(
      DashboardTemplate template, String style, Map<String, String> sources, String hash) {
    ModuleGraph graph = ModuleGraph.of(sources, template.imports());
    Function<List<String>, DashboardPage> page =
        modules -> DashboardPage.of(template.with(style, graph.neededBy(modules)), hash);
    List<String> scripts = template.scripts();
    Map<Pattern, DashboardPage> routes = new LinkedHashMap<>();
    modulesByPath(sources.get(ROUTES))
        .forEach((path, module) -> routes.put(addresses(path), page.apply(and(scripts, module))));
    return new DashboardPages(routes, page.apply(scripts));
  }

  private static Map<String, String> modulesByPath(String source) {
    Map<String, String> modules = new LinkedHashMap<>();
    ROUTE.matcher(source).results().forEach(found -> modules.put(found.group(1), found.group(2)));
    if (modules.isEmpty()) {
      throw new IllegalArgumentException("No routes can be read in " + ROUTES + ".");
    }
    return modules;
  }

  private static List<String> and(List<String> modules, String another) {
    return Stream.concat(modules.stream(), Stream.of(another)).toList();
  }

  /** The page at this path, which need not be one of a route. */
  DashboardPage at(String path) {
    return routes.entrySet().stream()
        .filter(route -> route.getKey().matcher(path).matches())
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(other);
  }

  /** {@code :id} and the like stand for anything without a slash. */
  private static Pattern addresses(String path) {
    return Pattern.compile(path.replaceAll(":[a-z]+", "[^/]+"));
  }
}
