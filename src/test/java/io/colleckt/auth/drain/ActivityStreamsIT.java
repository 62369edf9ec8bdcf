package io.colleckt.auth.drain;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.redis.RedisConnector;
import io.colleckt.auth.testing.RedisConnection;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.token.StreamPosition;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stream ends once nothing in it can be lost, whatever a drain believes of it. */
class ActivityStreamsIT {
  private static final Vertx VERTX = Vertx.vertx();
  private static RedisProcess server;
  private static RedisConnection redis;

  private final Context context = VERTX.getOrCreateContext();
  private ActivityStreams streams;

  @BeforeAll
  static void startRedis() throws Exception {
    server = new RedisProcess();
    redis = RedisConnection.connect(server.url());
  }

  @AfterAll
  static void endRedis() throws Exception {
    redis.close();
    await(VERTX.close());
    server.close();
  }

  @BeforeEach
  void connect() throws Exception {
    redis.command("FLUSHALL");
    RedisConnector connector = new RedisConnector(VERTX, server.url(), Duration.ofSeconds(5));
    streams = await(context, () -> connector.connect().compose(ActivityStreams::on));
  }

  @Test
  void streamOfAnEarlierProcessEndsWhenAllOfItIsBroughtIn() throws Exception {
    RecordedStream earlier = new RecordedStream(redis, "0123456789ab");
    StreamPosition last = earlier.append(List.of("/last"));
    assertThat(finish(earlier, last)).isTrue();
    assertThat(redis.command("EXISTS", earlier.name())).isEqualTo(0L);
    assertThat((List<?>) redis.command("SMEMBERS", "activity:streams")).isEmpty();
  }

  @Test
  void streamWithMoreThanWasBroughtInStays() throws Exception {
    RecordedStream earlier = new RecordedStream(redis, "0123456789ab");
    StreamPosition first = earlier.append(List.of("/first"));
    earlier.append(List.of("/last"));
    assertThat(finish(earlier, first)).isFalse();
    assertThat(earlier.length()).isEqualTo(2);
    assertThat(streams.ended().isComplete()).isFalse();
  }

  @Test
  void streamOfThisProcessStaysAndWhoTookItForAnEarlierOneConnectsAnew() throws Exception {
    String info = (String) redis.command("INFO", "server");
    String own = info.replaceAll("(?s).*run_id:(\\p{XDigit}{12}).*", "$1");
    RecordedStream growing = new RecordedStream(redis, own);
    StreamPosition last = growing.append(List.of("/last"));
    assertThat(finish(growing, last)).isFalse();
    assertThat(growing.length()).isEqualTo(1);
    assertThat(redis.command("SMEMBERS", "activity:streams")).isEqualTo(List.of(growing.name()));
    await(streams.ended());
  }

  private boolean finish(RecordedStream stream, StreamPosition committed) {
    return await(context, () -> streams.finish(stream.name(), committed));
  }
}
