package io.colleckt.auth.embedded;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/** Files and directories that nobody but their owner can read, from the first moment on. */
final class PrivateFiles {
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwx------");

  private static final String DRAFT = "new-";

  private PrivateFiles() {}

  /** Creates the directory and its parents, and closes it to others even if it was there. */
  static Path directory(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.setPosixFilePermissions(directory, DIRECTORY);
    return directory;
  }

  static FileChannel channel(Path file, Set<? extends OpenOption> options) throws IOException {
    FileChannel channel =
        FileChannel.open(file, options, PosixFilePermissions.asFileAttribute(FILE));
    Files.setPosixFilePermissions(file, FILE);
    return channel;
  }

  /** Replaces what the file holds, and forces it to disk. */
  static void write(Path file, String text) throws IOException {
    try (FileChannel channel = channel(file, Set.of(CREATE, WRITE, TRUNCATE_EXISTING))) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** Gives a finished draft its name, and forces that to disk. */
  static void rename(Path draft, Path name) throws IOException {
    Files.move(draft, name, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel parent = FileChannel.open(name.getParent(), READ)) {
      parent.force(true);
    }
  }

  /** A new directory beside others, for what gets its name when it is whole. */
  static Path draft(Path parent) throws IOException {
    return Files.createTempDirectory(parent, DRAFT);
  }

  /** Deletes the drafts that interrupted runs have left, if they are that old. */
  static void deleteDrafts(Path parent, Duration age) throws IOException {
    Instant limit = Instant.now().minus(age);
    try (DirectoryStream<Path> drafts = Files.newDirectoryStream(parent, DRAFT + "*")) {
      for (Path draft : drafts) {
        if (!Files.getLastModifiedTime(draft).toInstant().isAfter(limit)) {
          delete(draft);
        }
      }
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
