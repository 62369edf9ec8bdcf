package io.colleckt.auth.validation;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.colleckt.auth.bus.RecordBus;
import io.colleckt.auth.redis.RedisConnector;
import io.colleckt.auth.testing.RedisProcess;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a start says of Redis. */
class RedisLinkIT {
  private static final Logger LOG = (Logger) LoggerFactory.getLogger(RedisLink.class);
  private static final String AWAY = "cannot be used: Timeout";

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Vertx vertx = Vertx.vertx();
  private final RedisProcess redis = new RedisProcess();

  @BeforeEach
  void listen() {
    RecordBus.prepare(vertx.eventBus());
    log.start();
    LOG.addAppender(log);
  }

  @AfterEach
  void stop() throws Exception {
    LOG.detachAppender(log);
    await(vertx.close());
    redis.close();
  }

  /** The first connection of a cold JVM on a slow machine takes longer than any later one. */
  @Test
  void oneSlowAttemptIsNoTrouble() throws Exception {
    redis.stop();
    Future<Void> started = startLink();
    Thread.sleep(600);
    redis.cont();
    await(started);
    assertThat(log.list).noneMatch(event -> event.getFormattedMessage().contains(AWAY));
  }

  @Test
  void oneThatIsAwayIsToldOnceAndTheStartGoesOn() throws Exception {
    redis.stop();
    await(startLink());
    assertThat(log.list).hasSize(1).allMatch(event -> event.getFormattedMessage().contains(AWAY));
  }

  private Future<Void> startLink() {
    RedisFunctions functions = RedisFunctions.read();
    RedisConnector connector = new RedisConnector(vertx, redis.url(), RedisSession.PATIENCE);
    RedisLink link = new RedisLink(vertx, connector, functions, new Trust(vertx, functions));
    return Future.future(
        promise -> vertx.getOrCreateContext().runOnContext(v -> link.start().onComplete(promise)));
  }
}
