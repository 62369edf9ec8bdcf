package io.colleckt.auth.cluster;

import io.colleckt.auth.bus.ClusterAddresses;
import io.colleckt.auth.bus.NodePresent;
import io.vertx.core.Completable;
import io.vertx.core.eventbus.impl.clustered.NodeSelector;
import io.vertx.core.spi.cluster.ClusteredNode;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The other nodes, and which of them a message goes to: a question to those that were heard of late
 * and are well, in turn; a fact to all that listen. Whoever is killed, frozen or cut off falls
 * silent, and is asked again as soon as it is heard. This class is threadsafe.
 */
final class Peers implements NodeSelector {
  private static final Logger LOG = LoggerFactory.getLogger(Peers.class);

  /** More are strangers that make names up. */
  private static final int MOST = 256;

  private final String name;
  private final String cluster;
  private final OwnAddresses own;
  private final Seeds seeds;
  private final Map<String, Peer> peers = new ConcurrentHashMap<>();
  private final AtomicInteger turn = new AtomicInteger();

  /** Who is being told that this node is there. */
  private volatile String addressee = "";

  /** Of whom others have said that they hear them. */
  private volatile Set<String> rumoured = Set.of();

  /**
   * @param name this node's own
   * @param cluster what the cluster is called
   * @param seeds where others may be of whom nothing was heard yet
   */
  Peers(String name, String cluster, OwnAddresses own, Seeds seeds) {
    this.name = name;
    this.cluster = cluster;
    this.own = own;
    this.seeds = seeds;
  }

  Seeds seeds() {
    return seeds;
  }

  /** Those that were heard of late. */
  List<String> names() {
    long nowNanos = System.nanoTime();
    return peers.values().stream()
        .filter(peer -> !peer.isSilent(nowNanos))
        .map(Peer::name)
        .sorted()
        .toList();
  }

  /** A node has described itself: perhaps this one, whom a seed calls by another name. */
  void heard(NodePresent present) {
    if (present.name().equals(name) || !present.cluster().equals(cluster) || !isWelcome(present)) {
      return;
    }
    if (present.answers().isEmpty()) {
      forget(present.name(), "has left the cluster");
      return;
    }
    Peer peer =
        new Peer(
            present.name(),
            Set.copyOf(present.answers()),
            present.knows().stream().filter(Peers::leadsSomewhere).limit(MOST).toList(),
            present.well(),
            System.nanoTime());
    if (peers.put(peer.name(), peer) == null) {
      LOG.warn("Node {} is in the cluster.", peer.name());
    }
  }

  private boolean isWelcome(NodePresent present) {
    return leadsSomewhere(present.name())
        && (peers.containsKey(present.name()) || peers.size() < MOST);
  }

  private static boolean leadsSomewhere(String node) {
    return NodeName.way(node) != null;
  }

  /** Forgets whoever has been silent for so long that it is not asked any more. */
  void forgetTheSilent() {
    long nowNanos = System.nanoTime();
    for (Peer peer : peers.values()) {
      if (peer.isGone(nowNanos)) {
        forget(peer.name(), "is not heard any more");
      }
    }
    rumoured =
        peers.values().stream()
            .flatMap(peer -> peer.knows().stream())
            .filter(known -> !known.equals(name))
            .collect(Collectors.toSet());
  }

  private void forget(String gone, String why) {
    if (peers.remove(gone) != null) {
      LOG.warn("Node {} {}.", gone, why);
    }
  }

  @Override
  public void init(ClusteredNode node) {}

  @Override
  public void eventBusStarted() {}

  /** Null: nobody is known who listens there. */
  @Override
  public void selectForSend(String address, Completable<String> promise) {
    if (address.equals(ClusterAddresses.PRESENT.address())) {
      promise.succeed(addressee);
    } else {
      promise.succeed(own.has(address) ? name : answerer(address));
    }
  }

  @Override
  public void selectForPublish(String address, Completable<Iterable<String>> promise) {
    promise.succeed(listeners(address));
  }

  /**
   * Runs the action, which tells one node that this one is there, once for each that may be there:
   * when one message is published to many, Vert.x takes it for a fault of the service that one of
   * them is out of reach. For one event loop.
   */
  void each(Runnable action) {
    for (String one : everybody()) {
      addressee = one;
      action.run();
    }
  }

  /** Where others are looked for, besides here. */
  List<String> sought() {
    return seeds.places().stream().filter(place -> !place.equals(NodeName.place(name))).toList();
  }

  /** All who may be there, each once. */
  private Collection<String> everybody() {
    Set<String> names = new LinkedHashSet<>(peers.keySet());
    names.addAll(rumoured);
    Set<String> places = names.stream().map(NodeName::place).collect(Collectors.toSet());
    places.add(NodeName.place(name));
    seeds.names().stream()
        .filter(seed -> !places.contains(NodeName.place(seed)))
        .forEach(names::add);
    return names;
  }

  private Collection<String> listeners(String address) {
    long nowNanos = System.nanoTime();
    List<String> names = new ArrayList<>();
    for (Peer peer : peers.values()) {
      if (peer.answers().contains(address) && !peer.isSilent(nowNanos)) {
        names.add(peer.name());
      }
    }
    if (own.has(address)) {
      names.add(name);
    }
    return names;
  }

  private String answerer(String address) {
    long nowNanos = System.nanoTime();
    int best = 1;
    List<Peer> candidates = new ArrayList<>();
    for (Peer peer : peers.values()) {
      int rank = peer.rank(address, nowNanos);
      if (rank > best) {
        candidates.clear();
        best = rank;
      }
      if (rank == best) {
        candidates.add(peer);
      }
    }
    if (candidates.isEmpty()) {
      return null;
    }
    candidates.sort(Comparator.comparing(Peer::name));
    return candidates.get(Math.floorMod(turn.getAndIncrement(), candidates.size())).name();
  }

  @Override
  public boolean wantsUpdatesFor(String address) {
    return false;
  }

  @Override
  public void registrationsUpdated(RegistrationUpdateEvent event) {}
}
