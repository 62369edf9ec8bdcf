package io.colleckt.auth.validation;

import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.redis.RedisConnector;
import io.colleckt.auth.token.MarksPlaced;
import io.colleckt.auth.token.PlaceMarks;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.EventBus;
import java.time.Duration;

/**
 * Places marks in Redis, and nothing else: a lane of its own for what ends or narrows access, on an
 * event loop that answers no checks, over a connection that carries none. However many checks wait,
 * and however slow they make their connections, a revocation waits behind none of them. Deploy one.
 */
public final class PlacementVerticle extends VerticleBase {
  /** Less than an asker waits, and more than for checks: nobody has to guess how it ended. */
  private static final Duration PATIENCE = Duration.ofMillis(400);

  private final String redisUrl;
  private final RedisFunctions functions = RedisFunctions.read();
  private RedisLink redis;

  /**
   * @param redisUrl {@code redis://[user]:password@host:port}
   */
  public PlacementVerticle(String redisUrl) {
    this.redisUrl = redisUrl;
  }

  /** Completes after the first attempt to reach Redis; without it marks stay in the outbox. */
  @Override
  public Future<?> start() {
    EventBus bus = vertx.eventBus();
    RedisConnector connector = new RedisConnector(vertx, redisUrl, PATIENCE);
    redis = new RedisLink(vertx, connector, functions, new Trust(vertx, functions));
    Addresses.PLACE.answer(bus, this::place);
    return redis.start();
  }

  @Override
  public Future<?> stop() {
    return redis.stop();
  }

  private Future<MarksPlaced> place(PlaceMarks request) {
    return redis
        .place(Request.toPlace(functions.place(), request.marks()))
        .map(reply -> new MarksPlaced(reply.namespace(), reply.ends()));
  }
}
