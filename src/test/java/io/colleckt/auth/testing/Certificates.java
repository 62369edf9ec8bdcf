package io.colleckt.auth.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An authority that gives certificates to nodes, made with {@code openssl} as an operator would.
 */
public final class Certificates {
  private static final List<String> NEW_KEY =
      List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes");

  private final Path directory;

  private Certificates(Path directory) {
    this.directory = directory;
  }

  /** A new authority, with its files in that directory. */
  public static Certificates in(Path directory) throws IOException {
    Certificates made = new Certificates(Files.createDirectories(directory));
    made.openssl("req -x509 -days 2 -subj /CN=authority -keyout ca.key -out ca.pem", NEW_KEY);
    return made;
  }

  /** The settings of a node with a certificate of this authority. */
  public Map<String, String> settings(String node) throws IOException {
    openssl("req -subj /CN=" + node + " -keyout " + node + ".key -out " + node + ".csr", NEW_KEY);
    openssl(
        "x509 -req -days 2 -CA ca.pem -CAkey ca.key -CAcreateserial -in %1$s.csr -out %1$s.pem"
            .formatted(node),
        List.of());
    return Map.of(
        "COLLECKT_CLUSTER_TLS_KEY", file(node + ".key"),
        "COLLECKT_CLUSTER_TLS_CERTIFICATE", file(node + ".pem"),
        "COLLECKT_CLUSTER_TLS_CA", file("ca.pem"));
  }

  private String file(String name) {
    return directory.resolve(name).toAbsolutePath().toString();
  }

  private void openssl(String words, List<String> more) throws IOException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(words.split(" ", -1)));
    command.addAll(more);
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(command + ": " + said);
    }
  }
}
