package io.colleckt.auth.fire;

import static io.colleckt.auth.testing.Await.await;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The network between a node and a store, or two nodes, on loopback, with faults to order. Nothing
 * is lost in it: what is held back arrives when it is let go, even when its sender has hung up
 * meanwhile, as packets do that a network was slow to deliver. Commands return once they are in
 * force.
 */
final class FaultProxy implements AutoCloseable {
  private static final long TRY_AGAIN_MILLIS = 20;
  private static final String LOOPBACK = "127.0.0.1";

  private final Vertx vertx;
  private final Context context;
  private final NetClient client;
  private final NetServer server;
  private final SocketAddress target;
  private final Map<Way, Conditions> conditions = new EnumMap<>(Way.class);
  private final Set<Line> lines = new LinkedHashSet<>();
  private String greeting;

  /** Listens on a free port and passes on to that one. */
  FaultProxy(Vertx vertx, int target) {
    this(
        vertx,
        SocketAddress.inetSocketAddress(0, LOOPBACK),
        SocketAddress.inetSocketAddress(target, LOOPBACK));
  }

  /** Listens there and passes on to that address, to which "store" refers here. */
  FaultProxy(Vertx vertx, SocketAddress here, SocketAddress target) {
    this.vertx = vertx;
    this.target = target;
    this.context = vertx.getOrCreateContext();
    this.client = vertx.createNetClient();
    this.server = vertx.createNetServer().connectHandler(node -> new Line(node).open());
    for (Way way : Way.values()) {
      conditions.put(way, new Conditions());
    }
    await(context, () -> server.listen(here));
  }

  int port() {
    return server.actualPort();
  }

  /** Holds back what goes that way from now on; new connections open and hear nothing. */
  void hold(Way... ways) {
    run(() -> List.of(ways).forEach(way -> conditions.get(way).hold()));
  }

  /** Bytes that go that way are under way for so long, in order. */
  void delay(Way way, long millis, long jitterMillis) {
    run(() -> conditions.get(way).delay(millis, jitterMillis));
  }

  /** Bytes arrive one by one. */
  void slice(Way way) {
    run(() -> conditions.get(way).slice());
  }

  /**
   * Holds back the next bytes that contain the pattern, and what follows them on their connection;
   * others pass.
   *
   * @return completes when something was caught
   */
  Future<Void> trap(Way way, byte[] pattern) {
    Promise<Void> caught = Promise.promise();
    run(() -> conditions.get(way).trap(pattern, caught));
    return caught.future();
  }

  /** The network is well again; what was held back arrives. */
  void heal() {
    run(
        () -> {
          conditions.values().forEach(Conditions::clear);
          List.copyOf(lines).forEach(Line::release);
        });
  }

  /** Breaks all connections on both sides; what is under way is lost. */
  void reset() {
    run(() -> List.copyOf(lines).forEach(Line::reset));
  }

  /**
   * From now on a node's connection outlives the store's, as with a proxy that knows its protocol:
   * it is connected anew, with that greeting, whose reply the node does not see. A request under
   * way goes to the new process.
   */
  void keepNodesConnected(String greeting) {
    run(() -> this.greeting = greeting);
  }

  private void run(Runnable action) {
    await(
        context,
        () -> {
          action.run();
          return Future.succeededFuture();
        });
  }

  @Override
  public void close() {
    reset();
    await(server.close());
    await(client.close());
  }

  /** A node's connection and the store's that belongs to it. */
  private final class Line {
    private final NetSocket node;
    private final Pipe toStore = new Pipe(vertx, conditions.get(Way.TO_STORE));
    private final Pipe toNode = new Pipe(vertx, conditions.get(Way.TO_NODE));
    private NetSocket store;
    private boolean nodeGone;

    private Line(NetSocket node) {
      this.node = node;
    }

    private void open() {
      lines.add(this);
      node.handler(toStore::offer);
      node.closeHandler(nothing -> nodeGone());
      node.exceptionHandler(broken -> {});
      toNode.lead(node);
      connect(null);
    }

    private void connect(String hello) {
      client
          .connect(target)
          .onSuccess(socket -> connected(socket, hello))
          .onFailure(cause -> storeGone());
    }

    private void connected(NetSocket socket, String hello) {
      store = socket;
      socket.closeHandler(nothing -> storeGone());
      socket.exceptionHandler(broken -> {});
      if (hello == null) {
        socket.handler(toNode::offer);
        toStore.lead(socket);
        return;
      }
      socket.handler(reply -> greeted(socket));
      socket.write(Buffer.buffer(hello, StandardCharsets.US_ASCII.name()));
    }

    private void greeted(NetSocket socket) {
      socket.handler(toNode::offer);
      toStore.lead(socket);
    }

    private void nodeGone() {
      nodeGone = true;
      toStore.end();
    }

    private void storeGone() {
      toStore.lead(null);
      if (greeting != null && (!nodeGone || toStore.isBusy())) {
        vertx.setTimer(TRY_AGAIN_MILLIS, timer -> connect(greeting));
      } else {
        lines.remove(this);
        toNode.end();
      }
    }

    private void release() {
      toStore.release();
      toNode.release();
    }

    private void reset() {
      List<NetSocket> sockets = new ArrayList<>(List.of(node));
      if (store != null) {
        sockets.add(store);
      }
      sockets.forEach(Line::reset);
    }

    /** Closes it so that its peer sees a reset, unless it is closed already. */
    private static void reset(NetSocket socket) {
      Channel channel = ((NetSocketInternal) socket).channelHandlerContext().channel();
      if (channel.isOpen()) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        socket.close();
      }
    }
  }
}
