package io.colleckt.auth.cluster;

import io.colleckt.auth.bus.NodePresent;
import io.colleckt.auth.settings.ClusterSettings;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.impl.VertxBootstrapImpl;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.spi.VertxTracerFactory;
import io.vertx.core.transport.Transport;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A node's part in its cluster: one port of one address, where its event bus listens. Joined once;
 * after that it may be used from any thread.
 */
public final class Cluster {
  /** A node that does not answer for so long is connected to anew. */
  private static final int PING_MILLIS = 2_000;

  private static final int PONG_MILLIS = 5_000;
  private static final int CONNECT_MILLIS = 2_000;
  private static final int PATIENCE_SECONDS = 60;

  private final ClusterSettings settings;
  private final String name;
  private final OwnAddresses own = new OwnAddresses();
  private final Peers peers;

  /** Draws the node's name; opens nothing. */
  public Cluster(ClusterSettings settings) {
    this.settings = settings;
    this.name = NodeName.draw(settings.host(), settings.port());
    this.peers = new Peers(name, settings.name(), own, new Seeds(settings));
  }

  /**
   * Opens the port, whether or not others are there. Blocks until that is done.
   *
   * @param options what the Vert.x is like otherwise
   * @param tracer null = nothing is traced
   * @return the Vert.x of this node
   * @throws IllegalStateException when the port is taken or a certificate cannot be used, or after
   *     a minute
   */
  public Vertx join(VertxOptions options, VertxTracerFactory tracer) {
    settings.tls().ifPresent(Proof::check);
    try {
      Membership membership = new Membership(name, own, peers);
      return new VertxBootstrapImpl()
          .clusterNodeSelector(peers)
          .tracerFactory(tracer)
          .transport(transport(options))
          .options(options.setEventBusOptions(bus()))
          .clusterManager(membership)
          .init()
          .clusteredVertx()
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(
          "The cluster cannot be joined at %s:%d (COLLECKT_CLUSTER_HOST, COLLECKT_CLUSTER_PORT): %s"
              .formatted(settings.host(), settings.port(), reason(e)),
          e);
    }
  }

  /** Whether nodes prove to each other who they are, and nobody else can read what they say. */
  public boolean isEncrypted() {
    return settings.tls().isPresent();
  }

  /**
   * Whether Vert.x complains of no more than a message that a broken connection took along: the
   * event bus says that it did not take the news of it, and so it is thrown. Who asked hears
   * nothing in time, and that a node is gone is told of once.
   */
  public static boolean isLostMessage(Throwable thrown) {
    StackTraceElement[] stack = thrown.getStackTrace();
    return thrown instanceof IllegalStateException
        && stack.length > 2
        && stack[0].getClassName().equals(Promise.class.getName())
        && stack[0].getMethodName().equals("fail")
        && stack[2].getClassName().equals("io.vertx.core.impl.future.FutureBase");
  }

  String name() {
    return name;
  }

  /** What this node says of itself. */
  NodePresent present(List<String> answers, boolean well) {
    return new NodePresent(name, settings.name(), answers, peers.names(), well);
  }

  OwnAddresses own() {
    return own;
  }

  Peers peers() {
    return peers;
  }

  private static String reason(Exception failure) {
    if (failure instanceof TimeoutException) {
      return "not within " + PATIENCE_SECONDS + " s";
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }

  /** The one that is wanted: this way of building a Vert.x would always take Java's own. */
  private GatedTransport transport(VertxOptions options) {
    Transport fast = options.getPreferNativeTransport() ? Transport.nativeTransport() : null;
    Transport chosen = fast != null && fast.available() ? fast : Transport.NIO;
    return new GatedTransport(chosen.implementation(), settings.host(), settings.port());
  }

  private EventBusOptions bus() {
    EventBusOptions bus =
        new EventBusOptions()
            .setHost(settings.host())
            .setPort(settings.port())
            .setConnectTimeout(CONNECT_MILLIS)
            .setClusterPingInterval(PING_MILLIS)
            .setClusterPingReplyInterval(PONG_MILLIS)
            .setTcpNoDelay(true);
    settings.tls().ifPresent(tls -> encrypt(bus, tls));
    return bus;
  }

  /** By default a node would tell passwords to whoever listens in place of another. */
  private static void encrypt(EventBusOptions bus, ClusterSettings.Tls tls) {
    bus.setSsl(true)
        .setTrustAll(false)
        .setClientAuth(ClientAuth.REQUIRED)
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
        .setKeyCertOptions(
            new PemKeyCertOptions()
                .setKeyPath(tls.key().toString())
                .setCertPath(tls.certificate().toString()))
        .setTrustOptions(new PemTrustOptions().addCertPath(tls.authority().toString()));
  }
}
