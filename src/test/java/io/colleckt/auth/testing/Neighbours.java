package io.colleckt.auth.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Where nodes of one cluster meet: each at an address of loopback of its own. */
public final class Neighbours {
  private final String network;
  private final String name;
  private final List<Integer> ports = new ArrayList<>();
  private final Optional<Certificates> certificates;

  /**
   * @param most how many nodes there will ever be
   * @param certificates absent = they speak in plain text
   */
  public Neighbours(int most, Optional<Certificates> certificates) throws IOException {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    this.network = "127." + random.nextInt(16, 250) + "." + random.nextInt(1, 250) + ".";
    this.name = "test-" + random.nextInt(1_000_000);
    this.certificates = certificates;
    for (int i = 0; i < most; i++) {
      ports.add(freePort(host(i)));
    }
  }

  /** The address of one of them, counted from 0. */
  public String host(int number) {
    return network + (number + 1);
  }

  /** Where it listens. */
  public int port(int number) {
    return ports.get(number);
  }

  /** What a node needs to know. */
  public Map<String, String> settings(int number) throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("COLLECKT_CLUSTER_HOST", host(number));
    settings.put("COLLECKT_CLUSTER_PORT", String.valueOf(port(number)));
    settings.put("COLLECKT_CLUSTER_NAME", name);
    settings.put("COLLECKT_CLUSTER_MEMBERS", members());
    if (certificates.isPresent()) {
      settings.putAll(certificates.get().settings("node-" + number));
    }
    return settings;
  }

  private String members() {
    List<String> members = new ArrayList<>();
    for (int i = 0; i < ports.size(); i++) {
      members.add(host(i) + ":" + port(i));
    }
    return String.join(",", members);
  }

  private static int freePort(String host) throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
      return socket.getLocalPort();
    }
  }
}
