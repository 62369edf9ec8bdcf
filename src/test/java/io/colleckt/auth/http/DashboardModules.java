package io.colleckt.auth.http;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a browser loads for a page: its links and scripts, and the modules that these import, found
 * by the page's import map.
 *
 * @param imports the bare names of the import map, each with its address
 */
record DashboardModules(String html, Map<String, Object> imports) {
  private static final Pattern IMPORT_MAP =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);
  private static final Pattern LOADED =
      Pattern.compile("<(?:link|script)\\b[^>]*\\b(?:href|src)=\"([^\"]+)\"");
  private static final Pattern STATIC =
      Pattern.compile(
          "(?m)(?:^|[;}])\\s*(?:import|export)\\b\\s*(?:[^\"'`;()]*?\\bfrom\\b)?\\s*[\"']([^\"'\\n]+)[\"']");
  private static final Pattern DYNAMIC =
      Pattern.compile("\\bimport\\(\\s*[\"'`]([^\"'`\\n]+)[\"'`]\\s*\\)");

  static DashboardModules of(String html) {
    return new DashboardModules(
        html, new JsonObject(importMap(html)).getJsonObject("imports").getMap());
  }

  /** The text of the import map, as it stands in the page. */
  static String importMap(String html) {
    Matcher found = IMPORT_MAP.matcher(html);
    if (!found.find()) {
      throw new AssertionError("No import map: " + html);
    }
    return found.group(1);
  }

  /** The addresses of what the page loads by itself. */
  Set<String> links() {
    return matches(LOADED, html);
  }

  /** The addresses of all that is loaded before anything is shown. */
  Set<String> firstLoad(Function<String, String> read) {
    Set<String> loaded = new LinkedHashSet<>();
    Deque<String> next = new ArrayDeque<>(links());
    while (!next.isEmpty()) {
      String address = next.pop();
      if (loaded.add(address) && address.endsWith(".js")) {
        next.addAll(resolved(STATIC, address, read.apply(address)));
      }
    }
    return loaded;
  }

  /** The addresses of what a module imports, at once and later. */
  Set<String> importedBy(String address, String source) {
    Set<String> all = resolved(STATIC, address, source);
    all.addAll(resolved(DYNAMIC, address, source));
    return all;
  }

  private Set<String> resolved(Pattern pattern, String address, String source) {
    return matches(pattern, source).stream()
        .map(name -> resolve(address, name))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private String resolve(String address, String name) {
    if (name.startsWith("./") || name.startsWith("../") || name.startsWith("/")) {
      return URI.create(address).resolve(name).toString();
    }
    return imports.keySet().stream()
        .filter(key -> key.equals(name) || (key.endsWith("/") && name.startsWith(key)))
        .findFirst()
        .map(key -> imports.get(key) + name.substring(key.length()))
        .orElse("not in the import map: " + name);
  }

  private static Set<String> matches(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
