package io.colleckt.auth.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.tools.ToolProvider;

/**
 * The service with some of its text changed, for comparison: what the class path of a process must
 * begin with. Made of the sources, which only a check-out has; no setting of the service does the
 * same.
 */
public final class ChangedService {
  private static final Path JAVA = Path.of("src/main/java/io/colleckt/auth");
  private static final Path RESOURCES = Path.of("src/main/resources");

  private final Map<Path, String> java = new LinkedHashMap<>();
  private final Map<Path, String> resources = new LinkedHashMap<>();

  /** Changes a class; it must contain that text, once or more. */
  public ChangedService inClass(String file, String text, String by) {
    return inClass(file, source -> replaced(file, source, text, by));
  }

  /** Changes a class, {@code validation/Request.java}. */
  public ChangedService inClass(String file, UnaryOperator<String> change) {
    java.merge(JAVA.resolve(file), changed(JAVA.resolve(file), change), (a, b) -> change.apply(a));
    return this;
  }

  /** Changes a resource; it must contain that text, once or more. */
  public ChangedService inResource(String file, String text, String by) {
    return inResource(file, source -> replaced(file, source, text, by));
  }

  /** Changes a resource, {@code redis/colleckt.lua}. */
  public ChangedService inResource(String file, UnaryOperator<String> change) {
    Path path = RESOURCES.resolve(file);
    resources.merge(path, changed(path, change), (a, b) -> change.apply(a));
    return this;
  }

  /** Has a resource that the service has not. */
  public ChangedService withResource(String file, String text) {
    resources.put(RESOURCES.resolve(file), text);
    return this;
  }

  /**
   * Writes it anew below {@code target}.
   *
   * @return what the class path must begin with
   */
  public List<Path> classPath(String name) throws IOException {
    Path root = Path.of("target", "changed", name).toAbsolutePath();
    TestDirectory.delete(root);
    for (Map.Entry<Path, String> resource : resources.entrySet()) {
      write(root.resolve(RESOURCES.relativize(resource.getKey())), resource.getValue());
    }
    List<Path> sources = new ArrayList<>();
    for (Map.Entry<Path, String> source : java.entrySet()) {
      Path file = root.resolve("source").resolve(JAVA.relativize(source.getKey()));
      write(file, source.getValue());
      sources.add(file);
    }
    if (!sources.isEmpty()) {
      compile(sources, root);
    }
    return List.of(root);
  }

  private static String changed(Path file, UnaryOperator<String> change) {
    try {
      String before = Files.readString(file);
      String after = change.apply(before);
      if (after.equals(before)) {
        throw new IllegalStateException(file + " stays as it is.");
      }
      return after;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String replaced(String file, String source, String text, String by) {
    if (!source.contains(text)) {
      throw new IllegalStateException(file + " does not say '" + text + "'.");
    }
    return source.replace(text, by);
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void compile(List<Path> sources, Path classes) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-proc:none",
                "-nowarn",
                "-encoding",
                StandardCharsets.UTF_8.name(),
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString()));
    sources.forEach(source -> arguments.add(source.toString()));
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (result != 0) {
      throw new IllegalStateException(sources + " do not compile.");
    }
  }
}
