package io.colleckt.auth.validation;

import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.redis.RedisConnector;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.EventBus;

/** Judges checks; one for each event loop, each with a connection of its own to Redis. */
public final class ValidationVerticle extends VerticleBase {
  private final String redisUrl;
  private final RedisFunctions functions = RedisFunctions.read();
  private RedisLink redis;

  /**
   * @param redisUrl {@code redis://[user]:password@host:port}
   */
  public ValidationVerticle(String redisUrl) {
    this.redisUrl = redisUrl;
  }

  /** Completes after the first attempt to reach Redis; without Redis, Postgres judges. */
  @Override
  public Future<?> start() {
    EventBus bus = vertx.eventBus();
    RedisConnector connector = new RedisConnector(vertx, redisUrl, RedisSession.PATIENCE);
    redis = new RedisLink(vertx, connector, functions, new Trust(vertx, functions));
    LookUps lookUps = new LookUps(context, bus);
    TokenValidator validator = new TokenValidator(context, functions, redis, lookUps);
    Addresses.VALIDATE.answer(bus, validator::validate);
    Addresses.RESOLVE.answer(bus, validator::resolve);
    return redis.start();
  }

  @Override
  public Future<?> stop() {
    return redis.stop();
  }
}
