package io.colleckt.auth.fire;

import static io.colleckt.auth.testing.Await.await;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.colleckt.auth.testing.JavaProcess;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Stores, nodes on them, and the event loops of the clients and the networks between. */
final class Arena implements AutoCloseable {
  private static final int SIGN_INS = 8;

  private final Vertx vertx = Vertx.vertx();
  private final OwnStores stores;
  private final List<FireNode> nodes = new ArrayList<>();

  private final Places places;

  private Arena(OwnStores stores, Places places) {
    this.stores = stores;
    this.places = places;
  }

  /** What a node needs to know to be in a cluster; empty = it is in none. */
  interface Places {
    Map<String, String> settings(int number) throws IOException;
  }

  /** With so many nodes of that build, all of them started. */
  static Arena of(int count, FireNode.Build build) throws IOException, InterruptedException {
    return of(new OwnStores(), count, build);
  }

  /** On these stores, which are closed with it. */
  static Arena of(OwnStores stores, int count, FireNode.Build build)
      throws IOException, InterruptedException {
    return with(new Arena(stores, number -> Map.of()), Collections.nCopies(count, build));
  }

  /** A cluster with nodes of these builds, all of them started. */
  static Arena cluster(Places places, List<FireNode.Build> builds)
      throws IOException, InterruptedException {
    return with(new Arena(new OwnStores(), places), builds);
  }

  private static Arena with(Arena arena, List<FireNode.Build> builds)
      throws IOException, InterruptedException {
    try {
      for (FireNode.Build build : builds) {
        arena.addNode(build);
      }
      return arena;
    } catch (IOException | InterruptedException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  /** Starts another node. */
  FireNode addNode(FireNode.Build build) throws IOException, InterruptedException {
    int number = nodes.size();
    FireNode node = new FireNode(vertx, number, stores, build, places.settings(number));
    nodes.add(node);
    node.start();
    return node;
  }

  Vertx vertx() {
    return vertx;
  }

  OwnStores stores() {
    return stores;
  }

  List<FireNode> nodes() {
    return nodes;
  }

  /** Those that clients can ask. */
  List<FireNode> doors() {
    return nodes.stream().filter(FireNode::serves).toList();
  }

  FireNode node(int number) {
    return nodes.get(number);
  }

  /** The owner whom the first start made, signed in. */
  Member member(History history) {
    Member member = new Member(vertx, history);
    await(signIn(member, SIGN_INS));
    return member;
  }

  /**
   * A node listens a moment before its first start has made the owner, or before it has found the
   * nodes that it asks.
   */
  private Future<Void> signIn(Member member, int times) {
    Future<Void> signedIn = member.signIn(doors().get(0), "owner@test", JavaProcess.PASSWORD);
    return times == 1
        ? signedIn
        : signedIn.recover(
            early -> vertx.timer(1, SECONDS).compose(due -> signIn(member, times - 1)));
  }

  @Override
  public void close() throws IOException {
    nodes.forEach(FireNode::close);
    await(vertx.close());
    stores.close();
  }
}
