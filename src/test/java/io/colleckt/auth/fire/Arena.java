package io.colleckt.auth.fire;

import static io.colleckt.auth.testing.Await.await;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.colleckt.auth.testing.JavaProcess;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Stores, nodes on them, and the event loops of the clients and the networks between. */
final class Arena implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final OwnStores stores;
  private final List<FireNode> nodes = new ArrayList<>();

  private Arena(OwnStores stores) {
    this.stores = stores;
  }

  /** With so many nodes of that build, all of them started. */
  static Arena of(int count, FireNode.Build build) throws IOException, InterruptedException {
    return of(new OwnStores(), count, build);
  }

  /** On these stores, which are closed with it. */
  static Arena of(OwnStores stores, int count, FireNode.Build build)
      throws IOException, InterruptedException {
    Arena arena = new Arena(stores);
    try {
      for (int i = 0; i < count; i++) {
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
    FireNode node = new FireNode(vertx, nodes.size(), stores, build);
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
    return member.signIn(nodes.get(0), "owner@test", JavaProcess.PASSWORD);
  }

  @Override
  public void close() throws IOException {
    nodes.forEach(FireNode::close);
    await(vertx.close());
    stores.close();
  }
}
