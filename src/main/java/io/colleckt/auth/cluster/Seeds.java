package io.colleckt.auth.cluster;

import io.colleckt.auth.settings.ClusterSettings;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Where other nodes may be, as the settings say. A name in DNS is looked up again and again:
 * containers come and go under it. Used on one event loop, read by any thread.
 */
final class Seeds {
  private static final Duration LOOK_UP_EVERY = Duration.ofSeconds(5);

  private final ClusterSettings settings;
  private volatile List<String> names = List.of();
  private long timer = -1;

  Seeds(ClusterSettings settings) {
    this.settings = settings;
    if (settings.members() instanceof ClusterSettings.Named named) {
      names = named.addresses().stream().map(NodeName::unknownAt).toList();
    }
  }

  /** Names under which whoever is there can be told something. */
  List<String> names() {
    return names;
  }

  /** Where they are, as {@code host:port}; {@code dns:NAME} while that name leads nowhere. */
  List<String> places() {
    return names.isEmpty() && settings.members() instanceof ClusterSettings.InDns dns
        ? List.of("dns:" + dns.name())
        : names.stream().map(NodeName::place).toList();
  }

  /** Looks names up from now on. */
  void start(Vertx vertx) {
    if (settings.members() instanceof ClusterSettings.InDns dns) {
      timer = vertx.setPeriodic(0, LOOK_UP_EVERY.toMillis(), due -> lookUp(vertx, dns.name()));
    }
  }

  void stop(Vertx vertx) {
    vertx.cancelTimer(timer);
  }

  /** A name that leads nowhere, or cannot be looked up now, leaves what was found before. */
  private void lookUp(Vertx vertx, String name) {
    vertx.executeBlocking(() -> addresses(name)).onSuccess(found -> names = found);
  }

  private List<String> addresses(String name) throws UnknownHostException {
    List<String> found = new ArrayList<>();
    for (InetAddress address : InetAddress.getAllByName(name)) {
      found.add(NodeName.unknownAt(address.getHostAddress() + ":" + settings.port()));
    }
    return found;
  }
}
