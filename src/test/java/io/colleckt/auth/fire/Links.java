package io.colleckt.auth.fire;

import io.colleckt.auth.testing.Await;
import io.colleckt.auth.testing.Neighbours;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A network of its own from each node of a cluster to each other one, with faults to order. Nodes
 * know each other by name, as in docker-compose, and each has a file of its own that says where the
 * names lead.
 */
final class Links implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final Neighbours neighbours;
  private final Path files;
  private final int count;
  private final List<Link> links = new ArrayList<>();

  /** What one node has to another one, which it connects to. */
  private record Link(int from, int to, FaultProxy network) {}

  /**
   * @param count how many nodes there are, nine at most
   * @param files for what says where names lead
   */
  Links(Neighbours neighbours, int count, Path files) {
    this.neighbours = neighbours;
    this.count = count;
    this.files = files;
    for (int from = 0; from < count; from++) {
      for (int to = 0; to < count; to++) {
        if (from != to) {
          links.add(new Link(from, to, network(from, to)));
        }
      }
    }
  }

  /** What a node needs to know. */
  Map<String, String> settings(int number) throws IOException {
    Map<String, String> settings = new HashMap<>(neighbours.settings(number));
    settings.put("COLLECKT_CLUSTER_HOST", name(number));
    settings.put("COLLECKT_CLUSTER_MEMBERS", members());
    settings.put(
        "JDK_JAVA_OPTIONS",
        "-Dvertx.disableDnsResolver=true -Djdk.net.hosts.file=" + names(number).toAbsolutePath());
    return settings;
  }

  /** From now on it hears nothing of the other nodes, and they nothing of it. */
  void cut(int number) {
    each(number, link -> link.network.hold(Way.values()));
  }

  /** What was held back arrives. */
  void heal(int number) {
    each(number, link -> link.network.heal());
  }

  private void each(int number, Consumer<Link> action) {
    links.stream().filter(link -> link.from == number || link.to == number).forEach(action);
  }

  private FaultProxy network(int from, int to) {
    SocketAddress here = SocketAddress.inetSocketAddress(neighbours.port(to), door(from, to));
    SocketAddress there = SocketAddress.inetSocketAddress(neighbours.port(to), neighbours.host(to));
    return new FaultProxy(vertx, here, there);
  }

  /** The address under which one node finds another. */
  private String door(int from, int to) {
    return neighbours.host(100 + 10 * from + to);
  }

  private Path names(int number) throws IOException {
    List<String> lines = new ArrayList<>(List.of("127.0.0.1 localhost"));
    for (int to = 0; to < count; to++) {
      String address = to == number ? neighbours.host(number) : door(number, to);
      lines.add(address + " " + name(to));
    }
    return Files.write(files.resolve("hosts-" + number), lines);
  }

  private String members() {
    List<String> members = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      members.add(name(i) + ":" + neighbours.port(i));
    }
    return String.join(",", members);
  }

  private static String name(int number) {
    return "node-" + number + ".test";
  }

  @Override
  public void close() {
    links.forEach(link -> link.network.close());
    Await.await(vertx.close());
  }
}
