package io.colleckt.auth.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How this node meets the others.
 *
 * @param host the address that it binds to and by which the others reach it
 * @param port where the event bus listens
 * @param members where others are looked for
 * @param name nodes of another name are strangers
 * @param tls absent = plain text, and whoever reaches the port is believed
 */
public record ClusterSettings(
    String host, int port, Members members, String name, Optional<Tls> tls) {
  private static final String HOST = "[A-Za-z0-9._-]{1,253}|\\[?[0-9A-Fa-f:]{2,45}]?";
  private static final String MEMBER =
      "([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:]{2,45}])(:[0-9]{1,5})?";
  private static final int HIGHEST_PORT = 65_535;

  /** Where others are looked for; none of them need be there. */
  public sealed interface Members {}

  /** At these addresses, each {@code host:port}. */
  public record Named(List<String> addresses) implements Members {}

  /** At every address that this name has, now and later, on this node's own port. */
  public record InDns(String name) implements Members {}

  /**
   * What this node proves itself with, and knows others by, as PEM files.
   *
   * @param key PKCS#8, without a password
   * @param certificate with those between it and the authority, if any
   * @param authority whoever has a certificate of it belongs to the cluster
   */
  public record Tls(Path key, Path certificate, Path authority) {}

  /** Reachable from elsewhere, and no certificate is asked for. */
  public boolean isExposedUnproven() {
    return tls.isEmpty() && !host.startsWith("127.") && !List.of("localhost", "::1").contains(host);
  }

  static Optional<ClusterSettings> from(Values values) {
    Optional<String> host =
        values.text(Key.CLUSTER_HOST, HOST, "the address of one of this machine's interfaces");
    Optional<Tls> tls = tls(values);
    if (host.isEmpty()) {
      for (Key key : List.of(Key.CLUSTER_MEMBERS, Key.CLUSTER_TLS_KEY)) {
        if (values.text(key).isPresent()) {
          throw values.refused(key, "left out unless COLLECKT_CLUSTER_HOST is set");
        }
      }
      return Optional.empty();
    }
    if (List.of("0.0.0.0", "::", "[::]").contains(host.get())) {
      throw values.refused(Key.CLUSTER_HOST, "one address, by which other nodes reach this one");
    }
    int port = values.number(Key.CLUSTER_PORT, 1, HIGHEST_PORT).orElseThrow().intValue();
    String name =
        values
            .text(Key.CLUSTER_NAME, "[A-Za-z0-9._-]{1,64}", "1 to 64 of A-Z a-z 0-9 . _ -")
            .orElseThrow();
    return Optional.of(new ClusterSettings(host.get(), port, members(values, port), name, tls));
  }

  private static Members members(Values values, int port) {
    String example = "a list such as 10.0.0.1:7800,10.0.0.2:7800, or dns:NAME";
    List<String> all = values.list(Key.CLUSTER_MEMBERS);
    if (all.size() == 1 && all.get(0).matches("dns:[A-Za-z0-9._-]{1,253}")) {
      return new InDns(all.get(0).substring("dns:".length()));
    }
    for (String member : all) {
      if (!member.matches(MEMBER) || !hasUsablePort(withPort(member, port))) {
        throw values.refused(Key.CLUSTER_MEMBERS, example);
      }
    }
    return new Named(all.stream().map(member -> withPort(member, port)).toList());
  }

  private static boolean hasUsablePort(String member) {
    int port = Integer.parseInt(member.substring(member.lastIndexOf(':') + 1));
    return port > 0 && port <= HIGHEST_PORT;
  }

  private static String withPort(String member, int port) {
    return member.matches(".*[^:]:[0-9]+") ? member : member + ":" + port;
  }

  private static Optional<Tls> tls(Values values) {
    List<Optional<Path>> files =
        List.of(Key.CLUSTER_TLS_KEY, Key.CLUSTER_TLS_CERTIFICATE, Key.CLUSTER_TLS_CA).stream()
            .map(key -> values.file(key))
            .toList();
    if (files.stream().allMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    if (files.stream().anyMatch(Optional::isEmpty)) {
      throw new SettingsException(
          "COLLECKT_CLUSTER_TLS_KEY, COLLECKT_CLUSTER_TLS_CERTIFICATE and COLLECKT_CLUSTER_TLS_CA"
              + " must all be set, or none of them.");
    }
    return Optional.of(
        new Tls(
            files.get(0).orElseThrow(), files.get(1).orElseThrow(), files.get(2).orElseThrow()));
  }
}
