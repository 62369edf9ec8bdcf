package io.colleckt.auth.http;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The descriptions of the contract as HTML: of CommonMark what they use, which is paragraphs,
 * headings, lists, tables, indented code, {@code code}, strong words and links. All else is text,
 * and shown as such.
 */
final class Prose {
  private static final Pattern MARK =
      Pattern.compile(
          "`([^`]+)`|\\*\\*([^*]+)\\*\\*|\\[([^\\]]+)]\\(((?:https://|/|#)[^)\\s]*)\\)");
  private static final Pattern BLOCKS = Pattern.compile("\\n\\s*\\n");
  private static final Pattern RULE = Pattern.compile("\\|[-| ]+\\|");

  private Prose() {}

  /** Blocks of text, each an element of its own; nothing for null. */
  static String blocks(String text) {
    return text == null
        ? ""
        : BLOCKS
            .splitAsStream(text.stripTrailing())
            .map(Prose::block)
            .collect(Collectors.joining("\n"));
  }

  /** Text within a line. */
  static String line(String text) {
    StringBuilder html = new StringBuilder();
    Matcher mark = MARK.matcher(text);
    int end = 0;
    while (mark.find()) {
      html.append(escaped(text.substring(end, mark.start()))).append(marked(mark));
      end = mark.end();
    }
    return html.append(escaped(text.substring(end))).toString();
  }

  /** Text that is no HTML. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String marked(MatchResult mark) {
    if (mark.group(1) != null) {
      return "<code>" + escaped(mark.group(1)) + "</code>";
    }
    if (mark.group(2) != null) {
      return "<strong>" + escaped(mark.group(2)) + "</strong>";
    }
    return "<a href=\"%s\">%s</a>".formatted(escaped(mark.group(4)), escaped(mark.group(3)));
  }

  private static String block(String text) {
    if (text.startsWith("    ")) {
      return "<pre tabindex=\"0\">" + escaped(text.stripIndent()) + "</pre>";
    }
    List<String> lines = text.strip().lines().toList();
    String first = lines.get(0);
    if (first.startsWith("### ")) {
      return "<h4>" + line(first.substring(4)) + "</h4>";
    }
    if (first.startsWith("## ")) {
      return "<h3>" + line(first.substring(3)) + "</h3>";
    }
    if (first.startsWith("| ")) {
      return table(lines);
    }
    return first.startsWith("- ") ? list(lines) : "<p>" + line(String.join(" ", lines)) + "</p>";
  }

  private static String list(List<String> lines) {
    String items = String.join("\n", lines).replaceAll("\n(?!- )\\s*", " ");
    return items
        .lines()
        .map(item -> "<li>" + line(item.substring(2)) + "</li>")
        .collect(Collectors.joining("", "<ul>", "</ul>"));
  }

  private static String table(List<String> lines) {
    String body =
        lines.stream()
            .skip(1)
            .filter(row -> !RULE.matcher(row).matches())
            .map(row -> row(row, "td"))
            .collect(Collectors.joining());
    return "<div class=\"table\"><table><thead>%s</thead><tbody>%s</tbody></table></div>"
        .formatted(row(lines.get(0), "th"), body);
  }

  private static String row(String line, String cell) {
    return List.of(line.substring(1, line.lastIndexOf('|')).split("\\|", -1)).stream()
        .map(text -> "<%s>%s</%s>".formatted(cell, line(text.strip()), cell))
        .collect(Collectors.joining("", "<tr>", "</tr>"));
  }
}
