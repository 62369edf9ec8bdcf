package io.colleckt.auth.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * The service as it would be if it put no call on record, for comparison: what its class path must
 * begin with. The Redis functions without the lines that end in {@code -- on record}, and the
 * request that calls them without the entry. Both are made of the sources, which only a check-out
 * has; no setting of the service does the same.
 */
final class RecordingOff {
  private static final Path FUNCTIONS = Path.of("src/main/resources/redis/colleckt.lua");
  private static final Path REQUEST =
      Path.of("src/main/java/io/colleckt/auth/validation/Request.java");
  private static final String MARK = "-- on record";
  private static final String ENTRY = "byte[] entry = EntryFormat.write(checks);";
  private static final String NO_ENTRY = "byte[] entry = null;";

  private RecordingOff() {}

  /** Writes it anew below {@code target}. */
  static List<Path> classPath() throws IOException {
    Path root = Files.createDirectories(Path.of("target", "recording-off").toAbsolutePath());
    Path functions = Files.createDirectories(root.resolve("redis")).resolve("colleckt.lua");
    Files.writeString(functions, withoutRecord(Files.readString(FUNCTIONS)));
    Path request = Files.createDirectories(root.resolve("source")).resolve("Request.java");
    Files.writeString(request, withoutEntry(Files.readString(REQUEST)));
    compile(request, root);
    return List.of(root);
  }

  private static String withoutRecord(String functions) {
    String kept =
        functions
            .lines()
            .filter(line -> !line.endsWith(MARK))
            .collect(Collectors.joining("\n", "", "\n"));
    if (kept.length() == functions.length()) {
      throw new IllegalStateException("No line of " + FUNCTIONS + " ends in '" + MARK + "'.");
    }
    return kept;
  }

  private static String withoutEntry(String request) {
    if (!request.contains(ENTRY)) {
      throw new IllegalStateException(REQUEST + " does not say '" + ENTRY + "'.");
    }
    return request.replace(ENTRY, NO_ENTRY);
  }

  private static void compile(Path source, Path classes) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    String classPath = System.getProperty("java.class.path");
    String[] arguments = {
      "-proc:none",
      "-encoding",
      StandardCharsets.UTF_8.name(),
      "-cp",
      classPath,
      "-d",
      classes.toString(),
      source.toString()
    };
    if (compiler.run(null, null, null, arguments) != 0) {
      throw new IllegalStateException(source + " does not compile.");
    }
  }
}
