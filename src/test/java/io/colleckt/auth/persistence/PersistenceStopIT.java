package io.colleckt.auth.persistence;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.colleckt.auth.bus.RecordBus;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.Stores;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is under way when a node stops fails, and nobody need hear of it. */
class PersistenceStopIT {
  private static final Logger LOG =
      (Logger) LoggerFactory.getLogger(PersistenceVerticle.class.getPackageName());

  private final Database stored = Stores.shared().freshDatabase();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Vertx vertx = Vertx.vertx();

  @BeforeEach
  void listen() {
    Schema.migrate(stored.migrationUrl(), stored.databaseUrl());
    RecordBus.prepare(vertx.eventBus());
    log.start();
    LOG.addAppender(log);
  }

  @AfterEach
  void stop() {
    LOG.detachAppender(log);
    await(vertx.close());
  }

  @Test
  void stoppingIsNoTrouble() throws Exception {
    for (int millis = 0; millis < 100; millis += 10) {
      String id = await(vertx.deployVerticle(new PersistenceVerticle(stored.databaseUrl(), 90)));
      Thread.sleep(millis);
      await(vertx.undeploy(id));
    }
    Thread.sleep(200);
    assertThat(log.list)
        .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
        .isEmpty();
  }
}
