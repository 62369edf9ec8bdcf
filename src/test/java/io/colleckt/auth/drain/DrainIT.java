package io.colleckt.auth.drain;

import static io.colleckt.auth.testing.Await.await;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.activity.DrainTo;
import io.colleckt.auth.activity.Poison;
import io.colleckt.auth.bus.ActivityAddresses;
import io.colleckt.auth.bus.RecordBus;
import io.colleckt.auth.testing.RedisConnection;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.token.StreamEnd;
import io.colleckt.auth.token.StreamPosition;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is in a stream comes into the log once, whoever drains and whatever stops it. */
class DrainIT {
  private static final long PATIENCE_MILLIS = 15_000;
  private static final String EARLIER = "0123456789ab";

  private static RedisProcess server;

  private final List<Vertx> nodes = new ArrayList<>();
  private final MemoryLog log = new MemoryLog();
  private RedisConnection redis;
  private RecordedStream stream;

  @BeforeAll
  static void startRedis() {
    server = new RedisProcess();
  }

  @AfterAll
  static void endRedis() throws Exception {
    server.close();
  }

  @BeforeEach
  void connect() throws Exception {
    redis = RedisConnection.connect(server.url());
    redis.command("FLUSHALL");
    stream = new RecordedStream(redis, namespace());
  }

  @AfterEach
  void stop() throws Exception {
    nodes.forEach(vertx -> await(vertx.close()));
    redis.close();
  }

  @Test
  void everythingInAStreamArrivesOnce() throws Exception {
    List<String> paths = append(0, 1_000);
    drain(Future.succeededFuture());
    assertArrives(paths);
    paths.addAll(append(1_000, 1_500));
    assertArrives(paths);
  }

  @Test
  void twoDrainsAtOnceLoseAndDoubleNothing() throws Exception {
    drain(Future.succeededFuture());
    drain(Future.succeededFuture());
    assertArrives(append(0, 3_000));
    Thread.sleep(500);
    assertThat(log.rows()).hasSize(3_000);
  }

  @Test
  void aDrainThatFreezesBeforeItsCommitLosesAndDoublesNothing() throws Exception {
    List<String> paths = append(0, 200);
    Promise<Void> thaw = Promise.promise();
    drain(thaw.future());
    Thread.sleep(500);
    assertThat(log.rows()).isEmpty();
    drain(Future.succeededFuture());
    assertArrives(paths);
    paths.addAll(append(200, 400));
    assertArrives(paths);
    thaw.complete();
    Thread.sleep(500);
    paths.addAll(append(400, 500));
    assertArrives(paths);
  }

  @Test
  void poisonIsSetAsideAndTheRestGoesOn() throws Exception {
    stream.append(List.of("/before"));
    StreamPosition first = stream.append(9, List.of("/garbled"), "R");
    StreamPosition second =
        StreamPosition.parse((String) redis.command("XADD", stream.name(), "*", "x", "y"));
    stream.append(List.of("/after"));
    drain(Future.succeededFuture());
    assertArrives(List.of("/after", "/before"));
    assertThat(log.poison()).extracting(Poison::position).containsExactly(first, second);
    assertThat(log.poison().get(1).entryHex()).isEqualTo("79");
  }

  @Test
  void unprintableTextIsSetAsideAndTheRestGoesOn() throws Exception {
    stream.append(List.of("/before"));
    StreamPosition garbled = stream.append(List.of("/gar\0bled"));
    stream.append(List.of("/after"));
    drain(Future.succeededFuture());
    assertArrives(List.of("/after", "/before"));
    assertThat(log.poison()).extracting(Poison::position).containsExactly(garbled);
  }

  @Test
  void aNameThatIsNoStreamKeepsNoOtherFromBeingDrained() throws Exception {
    redis.command("SET", "0", "no stream");
    redis.command("SADD", "activity:streams", "0");
    drain(Future.succeededFuture());
    List<String> paths = append(0, 10);
    assertArrives(paths);
    paths.addAll(append(10, 5_000));
    assertArrives(paths);
  }

  @Test
  void entriesWithMissesOnlyMoveThePosition() throws Exception {
    StreamPosition last = stream.append(1, List.of("/unknown"), "M");
    drain(Future.succeededFuture());
    assertThat(becomesTrue(PATIENCE_MILLIS, () -> log.position(stream.name()).equals(last)))
        .isTrue();
    assertThat(log.rows()).isEmpty();
  }

  @Test
  void streamsOfEarlierProcessesAreDrainedThenDeleted() throws Exception {
    RecordedStream earlier = new RecordedStream(redis, EARLIER);
    earlier.append(List.of("/earlier"));
    drain(Future.succeededFuture());
    assertArrives(List.of("/earlier"));
    assertThat(becomesTrue(PATIENCE_MILLIS, () -> exists(earlier) == 0)).isTrue();
    assertThat(redis.command("SMEMBERS", "activity:streams")).isEqualTo(List.of(stream.name()));
  }

  @Test
  void anOlderCopyOfAStreamBringsNothingTwice() throws Exception {
    StreamPosition position = stream.append(List.of("/once"));
    RecordedStream earlier = new RecordedStream(redis, EARLIER);
    redis.command("COPY", stream.name(), earlier.name());
    drain(Future.succeededFuture());
    assertArrives(List.of("/once", "/once"));
    assertThat(becomesTrue(PATIENCE_MILLIS, () -> exists(earlier) == 0)).isTrue();
    redis.command("COPY", stream.name(), earlier.name());
    redis.command("SADD", "activity:streams", earlier.name());
    assertThat(becomesTrue(PATIENCE_MILLIS, () -> exists(earlier) == 0)).isTrue();
    assertThat(log.rows()).hasSize(2);
    assertThat(log.position(earlier.name())).isEqualTo(position);
  }

  @Test
  void nothingIsTrimmedThatIsNotCommitted() throws Exception {
    log.away(true);
    drain(Future.succeededFuture());
    List<String> paths = append(0, 300);
    Thread.sleep(500);
    assertThat(stream.length()).isEqualTo(300);
    log.away(false);
    assertArrives(paths);
    assertThat(becomesTrue(PATIENCE_MILLIS, () -> stream.length() == 1)).isTrue();
  }

  @Test
  void redisThatDiesAndComesBackIsDrainedToTheEnd() throws Exception {
    drain(Future.succeededFuture());
    List<String> paths = append(0, 10);
    assertArrives(paths);
    server.shutDown();
    Thread.sleep(300);
    server.start();
    redis = RedisConnection.connect(server.url());
    stream = new RecordedStream(redis, namespace());
    paths.add("/back");
    stream.append(List.of("/back"));
    assertArrives(paths);
  }

  @Test
  void halfOfThoseWhoWaitAreAnsweredWithin100Millis() throws Exception {
    Vertx vertx = drain(Future.succeededFuture());
    stream.append(List.of("/warm"));
    assertArrives(List.of("/warm"));
    List<Duration> waits = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      StreamPosition end = stream.append(List.of("/waited" + i));
      long started = System.nanoTime();
      DrainTo until = new DrainTo(List.of(new StreamEnd(stream.name(), end)));
      await(ActivityAddresses.DRAIN.ask(vertx.eventBus(), until));
      waits.add(Duration.ofNanos(System.nanoTime() - started));
      assertThat(log.paths()).contains("/waited" + i);
    }
    waits.sort(null);
    assertThat(waits.get(10)).isLessThan(Duration.ofMillis(100));
  }

  @Test
  void whatIsThereIsBroughtInBeforeANodeStops() throws Exception {
    Vertx vertx = drain(Future.succeededFuture());
    List<String> paths = append(0, 500);
    await(vertx.undeploy(vertx.deploymentIDs().iterator().next()));
    assertThat(log.paths()).isEqualTo(paths.stream().sorted().toList());
  }

  private Vertx drain(Future<?> gate) {
    Vertx vertx = Vertx.vertx();
    nodes.add(vertx);
    RecordBus.prepare(vertx.eventBus());
    log.answerOn(vertx, gate);
    await(vertx.deployVerticle(new ActivityVerticle(server.url())));
    return vertx;
  }

  private List<String> append(int from, int to) throws Exception {
    List<String> paths = new ArrayList<>();
    for (int i = from; i < to; i++) {
      paths.add("/" + i);
      stream.append(List.of("/" + i));
    }
    return paths;
  }

  private void assertArrives(List<String> paths) throws Exception {
    List<String> sorted = paths.stream().sorted().toList();
    becomesTrue(PATIENCE_MILLIS, () -> log.rows().size() >= sorted.size());
    assertThat(log.paths()).isEqualTo(sorted);
  }

  private long exists(RecordedStream one) throws Exception {
    return (Long) redis.command("EXISTS", one.name());
  }

  private String namespace() throws Exception {
    String info = (String) redis.command("INFO", "server");
    int at = info.indexOf("run_id:") + "run_id:".length();
    return info.substring(at, at + 12);
  }
}
