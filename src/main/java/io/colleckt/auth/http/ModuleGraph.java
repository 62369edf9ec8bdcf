package io.colleckt.auth.http;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which JavaScript modules import which. A browser that is not told finds that out level by level,
 * with a round trip for each.
 *
 * @param imports for each module what it imports before it runs; {@code import()} is not among that
 */
record ModuleGraph(Map<String, List<String>> imports) {
  private static final Pattern IMPORT =
      Pattern.compile(
          "(?m)(?:^|[;}])\\s*(?:import|export)\\b\\s*(?:[^\"'`;()]*?\\bfrom\\b)?\\s*[\"']([^\"'\\n]+)[\"']");

  /**
   * Reads the imports of all modules.
   *
   * @param sources the modules by their names, such as {@code ui/card.js}
   * @param bare the names of those that are imported by a name without a path, by that
   * @throws IllegalArgumentException when one imports what is not there
   */
  static ModuleGraph of(Map<String, String> sources, Map<String, String> bare) {
    Map<String, List<String>> imports = new HashMap<>();
    sources.forEach((name, source) -> imports.put(name, imports(name, source, bare)));
    imports.forEach((name, imported) -> requireAll(name, imported, sources.keySet()));
    return new ModuleGraph(Map.copyOf(imports));
  }

  private static List<String> imports(String name, String source, Map<String, String> bare) {
    return IMPORT
        .matcher(source)
        .results()
        .map(found -> resolve(name, found.group(1), bare))
        .toList();
  }

  private static String resolve(String importer, String imported, Map<String, String> bare) {
    return imported.startsWith(".")
        ? URI.create(importer).resolve(imported).toString()
        : bare.getOrDefault(imported, imported);
  }

  private static void requireAll(String name, List<String> imported, Set<String> known) {
    for (String each : imported) {
      if (!known.contains(each)) {
        throw new IllegalArgumentException(name + " imports " + each + ", which is not there.");
      }
    }
  }

  /**
   * These modules and all that they need to run, the nearest first.
   *
   * @throws IllegalArgumentException when one of them is not there
   */
  Set<String> neededBy(Collection<String> modules) {
    Set<String> needed = new LinkedHashSet<>();
    Deque<String> next = new ArrayDeque<>(modules);
    while (!next.isEmpty()) {
      String module = next.pop();
      if (needed.add(module)) {
        requireAll("The page", List.of(module), imports.keySet());
        next.addAll(imports.get(module));
      }
    }
    return needed;
  }
}
