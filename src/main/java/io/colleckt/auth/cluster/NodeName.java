package io.colleckt.auth.cluster;

import io.vertx.core.spi.cluster.NodeInfo;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a node is called in its cluster: {@code host:port/random}, with the port of its event bus.
 * So whoever knows the name knows the way, and a node that was started anew is another one.
 */
final class NodeName {
  private static final Pattern FORM =
      Pattern.compile("([\\w.:\\[\\]-]{1,255}):([0-9]{1,5})/[0-9a-z]{1,16}");
  private static final int HIGHEST_PORT = 65_535;
  private static final String UNKNOWN = "/whoever";

  private NodeName() {}

  /** A name for this process. */
  static String draw(String host, int busPort) {
    return host + ":" + busPort + "/" + UUID.randomUUID().toString().substring(0, 8);
  }

  /** Whoever listens at that {@code host:port}, by a name that serves to be told something. */
  static String unknownAt(String hostAndPort) {
    return hostAndPort + UNKNOWN;
  }

  /** {@code host:port}, where its event bus listens. */
  static String place(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }

  /** Where its event bus listens; null = this is no name of ours. */
  static NodeInfo way(String name) {
    Matcher matcher = FORM.matcher(name);
    return matcher.matches() && Integer.parseInt(matcher.group(2)) <= HIGHEST_PORT
        ? new NodeInfo(matcher.group(1), Integer.parseInt(matcher.group(2)), null)
        : null;
  }
}
