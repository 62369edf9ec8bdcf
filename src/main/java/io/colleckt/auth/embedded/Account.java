package io.colleckt.auth.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The account that PostgreSQL runs under. It refuses root, which is who we are in most containers.
 *
 * @param wrapper what stands before a command so that it runs under that account
 * @param user the number of the user who must own the cluster
 */
record Account(List<String> wrapper, int user) {
  private static final int ROOT = 0;
  private static final int NOBODY = 65534;

  /**
   * Becomes nobody, but keeps the right to pass directories that are closed to others, for the data
   * directory may lie below root's home. Without the security bit, {@code access(2)} would ignore
   * that right. Works with the capabilities that a container has by default.
   */
  private static final List<String> SETPRIV =
      List.of(
          "setpriv",
          "--reuid=" + NOBODY,
          "--regid=" + NOBODY,
          "--clear-groups",
          "--securebits=+no_setuid_fixup",
          "--inh-caps=-all,+dac_override",
          "--ambient-caps=-all,+dac_override",
          "--");

  /** Stays root to the file system, but appears to itself as nobody. */
  private static final List<String> UNSHARE = List.of("unshare", "-U");

  /**
   * Our own account, or one to step down to.
   *
   * @throws StoreFailed if we are root and cannot step down
   */
  static Account forPostgres(Path ours) throws IOException {
    int user = PrivateFiles.owner(ours);
    if (user != ROOT) {
      return new Account(List.of(), user);
    }
    if (stepsDown(SETPRIV)) {
      return new Account(SETPRIV, NOBODY);
    }
    if (stepsDown(UNSHARE)) {
      return new Account(UNSHARE, ROOT);
    }
    throw new StoreFailed(
        "PostgreSQL refuses to run as root, and neither setpriv nor unshare can step down here:"
            + " start as another user, or set COLLECKT_DATABASE_URL and COLLECKT_REDIS_URL.");
  }

  List<String> wrap(String... command) {
    List<String> wrapped = new ArrayList<>(wrapper);
    wrapped.addAll(List.of(command));
    return wrapped;
  }

  private static boolean stepsDown(List<String> wrapper) throws IOException {
    List<String> command = new ArrayList<>(wrapper);
    command.addAll(List.of("id", "-u"));
    try {
      Process id = new ProcessBuilder(command).redirectErrorStream(true).start();
      String user = new String(id.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return id.waitFor() == 0 && !user.strip().equals(String.valueOf(ROOT));
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
