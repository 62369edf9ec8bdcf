package io.colleckt.auth.witness;

import static io.colleckt.auth.testing.Await.await;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.audit.ReadWitnesses;
import io.colleckt.auth.redis.RedisConnector;
import io.colleckt.auth.testing.RedisConnection;
import io.colleckt.auth.testing.RedisProcess;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One connection serves all, and none is left open. */
class KeptHeadsIT {
  private static final ReadWitnesses QUESTION = new ReadWitnesses(List.of(1));

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private RedisProcess redis;
  private KeptHeads heads;

  @BeforeEach
  void start() {
    redis = new RedisProcess();
    heads = new KeptHeads(new RedisConnector(vertx, redis.url(), Duration.ofSeconds(1)));
  }

  @AfterEach
  void stop() throws Exception {
    await(vertx.close());
    redis.close();
  }

  @Test
  void questionsThatComeWhileItOpensShareAConnection() throws Exception {
    assertThat(becomesTrue(10_000, this::isRead)).isTrue();
    assertConnections(1);
    assertThat(isRead()).isTrue();
    assertConnections(1);

    context.runOnContext(nothing -> heads.close());
    assertConnections(0);
  }

  @Test
  void brokenConnectionIsFollowedByAnother() throws Exception {
    assertThat(becomesTrue(10_000, this::isRead)).isTrue();
    redis.kill();
    assertThat(isRead()).isFalse();
    redis.start();
    assertThat(becomesTrue(10_000, this::isRead)).isTrue();
    assertConnections(1);
  }

  private boolean isRead() {
    return await(
        context,
        () -> Future.join(heads.read(QUESTION), heads.read(QUESTION)).map(true).otherwise(false));
  }

  private void assertConnections(long expected) throws Exception {
    assertThat(becomesTrue(2_000, () -> connections() == expected)).isTrue();
  }

  /** Beside the one that asks. */
  private long connections() throws Exception {
    try (RedisConnection connection = RedisConnection.connect(redis.url())) {
      return ((String) connection.command("CLIENT", "LIST")).lines().count() - 1;
    }
  }
}
