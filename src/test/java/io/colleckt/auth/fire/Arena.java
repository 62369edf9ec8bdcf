package io.colleckt.auth.fire;

import static io.colleckt.auth.testing.Await.await;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.colleckt.auth.testing.JavaProcess;
import io.colleckt.auth.testing.Neighbours;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stores, nodes on them, and the event loops of the clients and the networks between. */
final class Arena implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final OwnStores stores;
  private final List<FireNode> nodes = new ArrayList<>();

  private final Optional<Neighbours> neighbours;

  private Arena(OwnStores stores, Optional<Neighbours> neighbours) {
    this.stores = stores;
    this.neighbours = neighbours;
  }

  /** With so many nodes of that build, all of them started. */
  static Arena of(int count, FireNode.Build build) throws IOException, InterruptedException {
    return of(new OwnStores(), count, build);
  }

  /** On these stores, which are closed with it. */
  static Arena of(OwnStores stores, int count, FireNode.Build build)
      throws IOException, InterruptedException {
    return with(new Arena(stores, Optional.empty()), Collections.nCopies(count, build));
  }

  /** A cluster with nodes of these builds, all of them started. */
  static Arena cluster(Neighbours neighbours, List<FireNode.Build> builds)
      throws IOException, InterruptedException {
    return with(new Arena(new OwnStores(), Optional.of(neighbours)), builds);
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
    Map<String, String> place =
        neighbours.isPresent() ? neighbours.get().settings(number) : Map.of();
    FireNode node = new FireNode(vertx, number, stores, build, place);
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
    await(signIn(member).recover(tooEarly -> vertx.timer(1, SECONDS).compose(t -> signIn(member))));
    return member;
  }

  /** A node listens a moment before its first start has made the owner. */
  private Future<Void> signIn(Member member) {
    return member.signIn(doors().get(0), "owner@test", JavaProcess.PASSWORD);
  }

  @Override
  public void close() throws IOException {
    nodes.forEach(FireNode::close);
    await(vertx.close());
    stores.close();
  }
}
