package io.colleckt.auth.cluster;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.Certificates;
import io.colleckt.auth.testing.Neighbours;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords cross between nodes: not to whoever has taken the place of one. */
class ImpostorIT {
  private static final int PATIENCE_SECONDS = 40;

  @TempDir Path files;

  @Test
  void whoListensInPlaceOfANodeIsToldNothingWithoutACertificateOfTheAuthority() throws Exception {
    Certificates ours = Certificates.in(files.resolve("ours"));
    Certificates theirs = Certificates.in(files.resolve("theirs"));
    Neighbours neighbours = new Neighbours(2, Optional.of(ours));
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    Vertx vertx = Vertx.vertx();
    try {
      await(
          impostor(vertx, theirs.settings("impostor"), seen)
              .listen(neighbours.port(1), neighbours.host(1)));
      try (Participant node = Participant.of(neighbours, 0)) {
        assertThat(seen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("turned down");
        assertThat(node.members()).isEqualTo(1);
      }
    } finally {
      await(vertx.close());
    }
  }

  private static NetServer impostor(
      Vertx vertx, Map<String, String> certificate, BlockingQueue<String> seen) {
    PemKeyCertOptions own =
        new PemKeyCertOptions()
            .setKeyPath(certificate.get("COLLECKT_CLUSTER_TLS_KEY"))
            .setCertPath(certificate.get("COLLECKT_CLUSTER_TLS_CERTIFICATE"));
    return vertx
        .createNetServer(new NetServerOptions().setSsl(true).setKeyCertOptions(own))
        .connectHandler(believed -> seen.add("believed"))
        .exceptionHandler(refusal -> seen.add("turned down"));
  }
}
