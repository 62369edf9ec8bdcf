package io.colleckt.auth.fire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What this shelf has shown, for reading: Markdown in {@code target/fire}, a file for each part,
 * with pictures beside it.
 */
final class Report {
  private static final Path FOLDER = Path.of("target", "fire");

  private final Path file;
  private final List<String> lines = new ArrayList<>();

  /** A part; written anew with its first {@link #write}. */
  Report(String part, String title) {
    this.file = FOLDER.resolve(part + ".md");
    lines.add("# " + title + "\n");
  }

  /** Adds a line. */
  Report line(String line) {
    lines.add(line);
    return this;
  }

  /** Adds a row of a table. */
  Report row(Object... cells) {
    return line(
        "| " + String.join(" | ", List.of(cells).stream().map(String::valueOf).toList()) + " |");
  }

  /** Begins a table. */
  Report table(String... heads) {
    return row((Object[]) heads).line("|" + "---|".repeat(heads.length));
  }

  /** Puts a picture beside it; what leads to it. */
  static String picture(String name, String svg) throws IOException {
    Files.createDirectories(FOLDER);
    Files.writeString(FOLDER.resolve(name), svg);
    return "[" + name + "](" + name + ")";
  }

  /** Writes what there is so far. */
  void write() throws IOException {
    Files.createDirectories(FOLDER);
    Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
  }
}
