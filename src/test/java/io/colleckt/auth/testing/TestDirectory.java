package io.colleckt.auth.testing;

import io.colleckt.auth.embedded.DataDirectory;
import io.colleckt.auth.embedded.DataDirectoryInUse;
import io.colleckt.auth.embedded.EmbeddedStores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Data directories for tests, below {@code target}, which share the unpacked programs. */
public final class TestDirectory {
  private static final Path ROOT = Path.of("target", "stores").toAbsolutePath();

  private TestDirectory() {}

  /**
   * An empty data directory that no live process uses. Names are used again, so that servers which
   * a killed test run has left behind are stopped by a later one.
   */
  public static Path empty(String name) {
    for (int number = 1; ; number++) {
      Path directory = ROOT.resolve(name + "-" + number);
      try {
        stopLeftovers(directory);
        delete(directory);
        Path programs = Files.createDirectories(ROOT.resolve("programs"));
        Files.createSymbolicLink(Files.createDirectories(directory).resolve("bin"), programs);
        return directory;
      } catch (DataDirectoryInUse e) {
        // Another run has it; the next number then.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** As {@link #empty}, but the stores have run there before, which saves their first start. */
  public static Path initialised(String name) {
    Path directory = empty(name);
    try {
      delete(directory);
      copy(Template.DIRECTORY, directory);
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies a tree with its owners; the copy must not be there yet. */
  static void copy(Path tree, Path copy) throws IOException {
    Process copying =
        new ProcessBuilder("cp", "-a", tree.toString(), copy.toString()).inheritIO().start();
    if (copying.onExit().join().exitValue() != 0) {
      throw new IllegalStateException(tree + " cannot be copied to " + copy);
    }
  }

  private static final class Template {
    private static final Path DIRECTORY = make();

    private static Path make() {
      Path directory = empty("template");
      AtJvmEnd.close(() -> delete(directory));
      EmbeddedStores.start(directory).close();
      return directory;
    }
  }

  private static void stopLeftovers(Path directory) {
    if (Files.exists(directory.resolve("postgres")) && Files.exists(directory.resolve("redis"))) {
      EmbeddedStores.start(directory).close();
    } else if (Files.exists(directory)) {
      DataDirectory.open(directory).close();
    }
  }

  /** Deletes the tree if it is there. */
  public static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
