package io.colleckt.auth.embedded;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/** Files and directories that nobody but their owner can read, from the first moment on. */
final class PrivateFiles {
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwx------");

  private PrivateFiles() {}

  /** Creates the directory and its parents, and closes it to others even if it was there. */
  static Path directory(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.setPosixFilePermissions(directory, DIRECTORY);
    return directory;
  }

  static OutputStream open(Path file) throws IOException {
    return Channels.newOutputStream(channel(file, Set.of(CREATE, WRITE, TRUNCATE_EXISTING)));
  }

  static FileChannel channel(Path file, Set<? extends OpenOption> options) throws IOException {
    FileChannel channel =
        FileChannel.open(file, options, PosixFilePermissions.asFileAttribute(FILE));
    Files.setPosixFilePermissions(file, FILE);
    return channel;
  }

  static void write(Path file, String text) throws IOException {
    try (OutputStream out = open(file)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  static int owner(Path file) throws IOException {
    return (int) Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }

  /** Hands the whole tree to that user and to the group of the same number. */
  static void handOver(Path tree, int user) throws IOException {
    if (owner(tree) == user) {
      return;
    }
    try (Stream<Path> files = Files.walk(tree)) {
      // The root last: an interrupted run is then seen as not done, and done again.
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.setAttribute(file, "unix:gid", user, LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(file, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  /** Deletes the tree if it is there. */
  static void delete(Path tree) throws IOException {
    if (!Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
