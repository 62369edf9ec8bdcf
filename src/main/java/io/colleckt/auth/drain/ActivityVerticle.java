package io.colleckt.auth.drain;

import io.colleckt.auth.bus.ActivityAddresses;
import io.colleckt.auth.redis.RedisConnector;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/** Brings calls from the streams of Redis into the activity log. One a node. */
public final class ActivityVerticle extends VerticleBase {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final String redisUrl;
  private Drain drain;

  /**
   * @param redisUrl {@code redis://[user]:password@host:port}
   */
  public ActivityVerticle(String redisUrl) {
    this.redisUrl = redisUrl;
  }

  /** Completes at once; the stores need not be there yet. */
  @Override
  public Future<?> start() {
    drain = new Drain(vertx, new StreamsLink(new RedisConnector(vertx, redisUrl, PATIENCE)));
    ActivityAddresses.DRAIN.answer(vertx.eventBus(), drain::drainTo);
    drain.start();
    return Future.succeededFuture();
  }

  /** Completes when what is there has been brought in, after two seconds at most. */
  @Override
  public Future<?> stop() {
    return drain.stop();
  }
}
