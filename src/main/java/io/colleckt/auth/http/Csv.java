package io.colleckt.auth.http;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lines of a CSV file (RFC 4180) that may be opened in a spreadsheet: what would be taken for a
 * formula there begins with an apostrophe. Where a spreadsheet splits at semicolons or tabs, a cell
 * may begin within one of ours, and quotes do not hold it together.
 */
final class Csv {
  private static final Pattern FORMULA = Pattern.compile("^ *[=+\\-@\t\r]");
  private static final Pattern FORMULA_WITHIN = Pattern.compile("([;\t\r\n][ \"]*)(?=[=+\\-@])");
  private static final Pattern SPECIAL = Pattern.compile("[\",\r\n]");

  private Csv() {}

  /** One line with its end. */
  static String line(List<String> cells) {
    return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(String text) {
    String within = FORMULA_WITHIN.matcher(text).replaceAll("$1'");
    String harmless = FORMULA.matcher(within).find() ? "'" + within : within;
    return SPECIAL.matcher(harmless).find() ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
  }
}
