package io.colleckt.auth.takeover;

import io.colleckt.auth.bus.RecordBus;
import io.colleckt.auth.cli.Console;
import io.colleckt.auth.cli.Failure;
import io.colleckt.auth.cli.OperatorStores;
import io.colleckt.auth.foreign.Origin;
import io.colleckt.auth.persistence.TokenImport;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where a command works on the stores of a service: those that are given, or the embedded ones,
 * which are started and stopped again. Used from one thread, which it blocks.
 */
final class Desk implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final OperatorStores stores;
  private final Vertx vertx;
  private final Turns turns;
  private TokenImport tokens;

  private Desk(OperatorStores stores) {
    this.stores = stores;
    this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    this.turns = new Turns(vertx.getOrCreateContext(), PATIENCE);
    RecordBus.prepare(vertx.eventBus());
  }

  /**
   * Opens one.
   *
   * @param placement what places marks in the Redis at an address
   * @throws Failure when the stores cannot be used
   */
  static Desk open(Console console, Function<String, Deployable> placement, Origin origin) {
    Desk desk = new Desk(OperatorStores.open(console));
    try {
      desk.begin(placement, origin);
      return desk;
    } catch (RuntimeException e) {
      desk.close();
      throw e;
    }
  }

  private void begin(Function<String, Deployable> placement, Origin origin) {
    stores.migrate();
    String databaseUrl = stores.at().databaseUrl();
    tokens = on(() -> Future.succeededFuture(new TokenImport(vertx, databaseUrl, origin)));
    on(() -> vertx.deployVerticle(placement.apply(stores.at().redisUrl())));
  }

  /** Up to which id the service's settings do without a checksum. */
  long checksumWaivedTo() {
    return stores.settings().importedTokenIdMax();
  }

  /**
   * The answer to a question that changes nothing.
   *
   * @throws Failure when there is none
   */
  <T> T ask(Function<TokenImport, Future<T>> question) {
    return ask(question, late -> {});
  }

  /**
   * The answer to a question.
   *
   * @param late is given the answer when it comes after the failure, before any other is
   * @throws Failure when there is none yet, or the one before is still being dealt with
   */
  <T> T ask(Function<TokenImport, Future<T>> question, Consumer<T> late) {
    return turns.take(() -> question.apply(tokens), late);
  }

  private <T> T on(Supplier<Future<T>> work) {
    return turns.take(work, late -> {});
  }

  @Override
  public void close() {
    try (stores) {
      closeNode();
    }
  }

  private void closeNode() {
    try {
      if (tokens != null) {
        ask(TokenImport::close);
      }
    } finally {
      turns.takeAtOnce(vertx::close);
    }
  }
}
