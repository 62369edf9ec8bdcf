package io.colleckt.auth.http;

import io.colleckt.auth.activity.RecordedCalls;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** How rows of the activity log are written into a file. */
enum ActivityFile {
  NDJSON("application/x-ndjson"),
  CSV("text/csv; charset=utf-8");

  private static final List<String> COLUMNS =
      List.of(
          "id",
          "at",
          "token_id",
          "environment",
          "outcome",
          "calls",
          "method",
          "path",
          "address",
          "user_agent",
          "browser");

  private final String contentType;

  ActivityFile(String contentType) {
    this.contentType = contentType;
  }

  /** The format of that name in the contract. */
  static ActivityFile of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  String contentType() {
    return contentType;
  }

  /** What a browser calls the file. */
  String fileName() {
    return "activity." + name().toLowerCase(Locale.ROOT);
  }

  /** With what the file begins. */
  Buffer head() {
    return Buffer.buffer(this == CSV ? Csv.line(COLUMNS) : "");
  }

  /** Rows as lines. */
  Buffer lines(List<RecordedCalls> rows) {
    Buffer lines = Buffer.buffer(rows.size() * 256);
    rows.forEach(row -> lines.appendString(line(ActivityJson.of(row))));
    return lines;
  }

  private String line(JsonObject row) {
    return this == CSV
        ? Csv.line(COLUMNS.stream().map(name -> text(row.getValue(name))).toList())
        : row.encode() + "\n";
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString();
  }
}
