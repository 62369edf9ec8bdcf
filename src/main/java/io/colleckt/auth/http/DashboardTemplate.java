package io.colleckt.auth.http;

import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code index.html}, which would do as it stands. What it names one by one is told to browsers at
 * once: its style sheets as one file, its modules with all that these need.
 */
record DashboardTemplate(String html) {
  private static final String FILES = "/dashboard/{{hash}}/";
  private static final Pattern STYLE = line("<link rel=\"stylesheet\" href=\"%s\">");
  private static final Pattern SCRIPT = line("<script type=\"module\" src=\"%s\"></script>");
  private static final Pattern IMPORTS =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

  private static Pattern line(String form) {
    String file = "\\E" + Pattern.quote(FILES) + "([^\"]+)\\Q";
    return Pattern.compile("(?m)^ *\\Q" + form.formatted(file) + "\\E\n");
  }

  /** The names of the style sheets, in their order. */
  List<String> styles() {
    return names(STYLE);
  }

  /** The names of the modules that run by themselves, in their order. */
  List<String> scripts() {
    return names(SCRIPT);
  }

  /** The files of the import map by the names that modules use. */
  Map<String, String> imports() {
    Matcher map = IMPORTS.matcher(html);
    Map<String, String> files = new TreeMap<>();
    if (map.find()) {
      new JsonObject(map.group(1))
          .getJsonObject("imports")
          .forEach(each -> files.put(each.getKey(), name((String) each.getValue())));
    }
    return files;
  }

  /** The same with one style sheet instead, and with these modules asked for before any runs. */
  String with(String style, Collection<String> modules) {
    StringBuilder links = new StringBuilder(link("stylesheet", style));
    modules.forEach(module -> links.append(link("modulepreload", module)));
    String unstyled = STYLE.matcher(html).replaceAll("");
    Matcher script = SCRIPT.matcher(unstyled);
    if (!script.find()) {
      throw new IllegalArgumentException("The page runs no module.");
    }
    return new StringBuilder(unstyled).insert(script.start(), links).toString();
  }

  private static String link(String rel, String file) {
    return "    <link rel=\"" + rel + "\" href=\"" + FILES + file + "\">\n";
  }

  private List<String> names(Pattern line) {
    return line.matcher(html).results().map(found -> found.group(1)).toList();
  }

  private static String name(String address) {
    return address.substring(FILES.length());
  }
}
