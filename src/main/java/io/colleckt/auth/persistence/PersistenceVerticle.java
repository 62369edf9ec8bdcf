package io.colleckt.auth.persistence;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/** Answers everything that only Postgres knows. */
public final class PersistenceVerticle extends VerticleBase {
  private static final int LOOK_UP_CONNECTIONS = 4;
  private static final Duration LOOK_UP_PATIENCE = Duration.ofSeconds(1);
  private static final int MANAGEMENT_CONNECTIONS = 8;
  private static final Duration MANAGEMENT_PATIENCE = Duration.ofSeconds(2);

  private final String databaseUrl;
  private Database lookUps;
  private Database management;
  private OutboxRelay relay;

  /**
   * @param databaseUrl {@code postgresql://user:password@host:port/database}, as the application's
   *     role
   */
  public PersistenceVerticle(String databaseUrl) {
    this.databaseUrl = databaseUrl;
  }

  /** Completes when every question is answered; Postgres itself need not be there yet. */
  @Override
  public Future<?> start() {
    lookUps = new Database(vertx, databaseUrl, "checks", LOOK_UP_CONNECTIONS, LOOK_UP_PATIENCE);
    new CheckAnswers(lookUps).register(vertx.eventBus());
    management =
        new Database(vertx, databaseUrl, "management", MANAGEMENT_CONNECTIONS, MANAGEMENT_PATIENCE);
    Placement placement = new Placement(management, vertx.eventBus());
    new TokenAnswers(management, placement).register(vertx.eventBus());
    relay = new OutboxRelay(management, placement);
    relay.start(vertx);
    new AccountAnswers(vertx, management).register(vertx.eventBus());
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    relay.stop(vertx);
    return Future.join(lookUps.close(), management.close());
  }
}
