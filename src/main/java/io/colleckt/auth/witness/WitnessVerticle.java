package io.colleckt.auth.witness;

import io.colleckt.auth.bus.AuditAddresses;
import io.colleckt.auth.redis.RedisConnector;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/** Keeps heads of audit logs in Redis. One a node. */
public final class WitnessVerticle extends VerticleBase {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final String redisUrl;
  private KeptHeads heads;

  /**
   * @param redisUrl {@code redis://[user]:password@host:port}
   */
  public WitnessVerticle(String redisUrl) {
    this.redisUrl = redisUrl;
  }

  /** Completes at once; Redis need not be there yet. */
  @Override
  public Future<?> start() {
    heads = new KeptHeads(new RedisConnector(vertx, redisUrl, PATIENCE));
    AuditAddresses.WITNESSES.answer(vertx.eventBus(), heads::read);
    AuditAddresses.MOVE_WITNESSES.answer(vertx.eventBus(), heads::move);
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    heads.close();
    return Future.succeededFuture();
  }
}
