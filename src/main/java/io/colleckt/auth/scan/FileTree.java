package io.colleckt.auth.scan;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A directory and all below it. Links are not followed, so that the walk ends and stays where it
 * was sent; only regular files are read, since a pipe or a device may never end. What git keeps
 * packed is left to {@link GitHistory}.
 */
public final class FileTree {
  private final Path top;

  /** The tree below that directory. */
  public FileTree(Path top) {
    this.top = top;
  }

  /**
   * Walks through it.
   *
   * @param files told each file and its size
   * @param repositories told each directory whose history can be read
   * @param failures told each path that cannot be looked at, and why
   */
  public void walk(
      BiConsumer<Path, Long> files,
      Consumer<Path> repositories,
      BiConsumer<Path, IOException> failures)
      throws IOException {
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes of) {
            if (isPacked(directory)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            if (GitHistory.isIn(directory) && isTopOfOne(directory)) {
              repositories.accept(directory);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes of) {
            if (of.isRegularFile()) {
              files.accept(file, of.size());
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException cause) {
            failures.accept(file, cause);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException cause) {
            if (cause != null) {
              failures.accept(directory, cause);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** What lies in {@code .git} has been read with the directory that it is in. */
  private boolean isTopOfOne(Path directory) {
    return directory.equals(top) || !isNamed(directory, ".git");
  }

  /** What git keeps there is compressed, and read as history. */
  private static boolean isPacked(Path directory) {
    return isNamed(directory, "objects")
        && Files.isRegularFile(directory.resolveSibling("HEAD"))
        && Files.isDirectory(directory.resolveSibling("refs"));
  }

  private static boolean isNamed(Path directory, String name) {
    Path last = directory.getFileName();
    return last != null && last.toString().equals(name);
  }
}
