package io.colleckt.auth.cluster;

import static io.colleckt.auth.testing.Await.await;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.bus.RecordBus;
import io.colleckt.auth.settings.ClusterSettings;
import io.colleckt.auth.settings.Settings;
import io.colleckt.auth.testing.Certificates;
import io.colleckt.auth.testing.Neighbours;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies about its lengths does not reach Vert.x, which would make room for it. */
class FrameGateIT {
  private static final int PATIENCE_MILLIS = 40_000;
  private static final byte NAMED = -1;
  private static final byte TEXT = 2;

  @TempDir Path files;

  @Test
  void whoeverLiesAboutLengthsIsHungUpOnAndTheOthersGoOn() throws Exception {
    Neighbours neighbours = new Neighbours(2, Optional.empty());
    try (Participant node = Participant.of(neighbours, 0).answering(1);
        Participant asker = Participant.of(neighbours, 1)) {
      for (Buffer lie : lies()) {
        try (Socket socket =
            new Socket(InetAddress.getByName(neighbours.host(0)), neighbours.port(0))) {
          socket.setSoTimeout(PATIENCE_MILLIS);
          socket.getOutputStream().write(lie.getBytes());
          assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
      }
      assertThat(becomesTrue(PATIENCE_MILLIS, () -> asker.ask() == 1)).isTrue();
      assertThat(node.members()).isEqualTo(2);
    }
  }

  @Test
  void soIsWhoeverHasACertificate() throws Exception {
    Certificates authority = Certificates.in(files.resolve("ours"));
    Neighbours neighbours = new Neighbours(1, Optional.of(authority));
    Vertx vertx = Vertx.vertx();
    try (Participant node = Participant.of(neighbours, 0)) {
      NetClient client = vertx.createNetClient(proven(authority.settings("another")));
      NetSocket socket = await(client.connect(neighbours.port(0), neighbours.host(0)));
      Promise<Void> closed = Promise.promise();
      socket.closeHandler(closed::complete);
      await(socket.write(lies().get(3)));
      await(closed.future());
      assertThat(node.members()).isEqualTo(1);
    } finally {
      await(vertx.close());
    }
  }

  private static NetClientOptions proven(Map<String, String> certificate) {
    return new NetClientOptions()
        .setSsl(true)
        .setHostnameVerificationAlgorithm("")
        .setTrustOptions(
            new PemTrustOptions().addCertPath(certificate.get("COLLECKT_CLUSTER_TLS_CA")))
        .setKeyCertOptions(
            new PemKeyCertOptions()
                .setKeyPath(certificate.get("COLLECKT_CLUSTER_TLS_KEY"))
                .setCertPath(certificate.get("COLLECKT_CLUSTER_TLS_CERTIFICATE")));
  }

  private static List<Buffer> lies() {
    int endless = Integer.MAX_VALUE;
    return List.of(
        Buffer.buffer().appendInt(endless),
        Buffer.buffer().appendInt(-5),
        Buffer.buffer().appendInt(RecordBus.MOST_BYTES + (1 << 20)),
        frame(Buffer.buffer().appendByte((byte) 2).appendByte(NAMED).appendInt(endless)),
        frame(Buffer.buffer().appendByte((byte) 2).appendByte(NAMED).appendInt(-1)),
        frame(head("record").appendInt(endless)),
        frame(head("record").appendInt(16).appendInt(1).appendInt(endless).appendInt(0)),
        frame(system(TEXT).appendInt(4).appendInt(endless)));
  }

  private static Buffer head(String codec) {
    Buffer start = Buffer.buffer().appendByte((byte) 2).appendByte(NAMED);
    return addresses(text(start, codec));
  }

  private static Buffer system(byte codec) {
    return addresses(Buffer.buffer().appendByte((byte) 2).appendByte(codec));
  }

  private static Buffer addresses(Buffer start) {
    return text(text(text(start.appendByte((byte) 0), "tokens.find"), ""), "127.0.0.1:9/x");
  }

  private static Buffer text(Buffer to, String text) {
    return to.appendInt(text.length()).appendBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static Buffer frame(Buffer content) {
    return Buffer.buffer().appendInt(content.length()).appendBuffer(content);
  }

  @Test
  void theTransportIsTheOneThatIsPreferred() throws Exception {
    VertxOptions options = new VertxOptions().setPreferNativeTransport(true);
    Vertx alone = Vertx.vertx(options);
    Map<String, String> environment =
        new HashMap<>(new Neighbours(1, Optional.empty()).settings(0));
    environment.put("COLLECKT_DATABASE_URL", "postgresql://app:pgpass@db/colleckt");
    environment.put("COLLECKT_REDIS_URL", "redis://:redispass@cache:6379");
    ClusterSettings settings =
        Settings.load(environment, Path.of("none.yaml")).node().cluster().orElseThrow();
    Vertx joined = new Cluster(settings).join(new VertxOptions(options), null);
    try {
      assertThat(channelOf(joined)).isEqualTo(channelOf(alone));
    } finally {
      await(joined.close());
      await(alone.close());
    }
  }

  private static String channelOf(Vertx vertx) {
    return ((VertxInternal) vertx)
        .transport()
        .channelFactory(false)
        .newChannel()
        .getClass()
        .getName();
  }
}
