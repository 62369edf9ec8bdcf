package io.colleckt.auth.takeover;

import io.colleckt.auth.bus.RecordBus;
import io.colleckt.auth.cli.Console;
import io.colleckt.auth.cli.Exit;
import io.colleckt.auth.cli.Failure;
import io.colleckt.auth.embedded.EmbeddedStores;
import io.colleckt.auth.foreign.Origin;
import io.colleckt.auth.persistence.Schema;
import io.colleckt.auth.persistence.TokenImport;
import io.colleckt.auth.settings.Settings;
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

  private final Stores stores;
  private final Vertx vertx;
  private final Turns turns;
  private final long checksumWaivedTo;
  private TokenImport tokens;

  /** What is to be stopped in the end. */
  private interface Stores extends AutoCloseable {
    @Override
    void close();
  }

  private Desk(Stores stores, long checksumWaivedTo) {
    this.stores = stores;
    this.checksumWaivedTo = checksumWaivedTo;
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
    Settings settings = Settings.load(console.environment(), Settings.FILE);
    if (settings.stores() instanceof Settings.Embedded here) {
      EmbeddedStores.requirePrograms();
      EmbeddedStores stores = EmbeddedStores.start(here.dataDir(), here.appendFsync());
      Settings.External started =
          new Settings.External(stores.databaseUrl(), stores.migrationUrl(), stores.redisUrl());
      return new Desk(stores::close, settings.importedTokenIdMax()).on(started, placement, origin);
    }
    if (settings.stores() instanceof Settings.External given) {
      return new Desk(() -> {}, settings.importedTokenIdMax()).on(given, placement, origin);
    }
    throw new Failure(
        Exit.MISUSED, "COLLECKT_ROLES without persistence: this node has no database to work on.");
  }

  private Desk on(Settings.External at, Function<String, Deployable> placement, Origin origin) {
    try {
      Schema.migrate(at.migrationUrl(), at.databaseUrl());
      tokens =
          turns.take(
              () -> Future.succeededFuture(new TokenImport(vertx, at.databaseUrl(), origin)),
              late -> {});
      on(() -> vertx.deployVerticle(placement.apply(at.redisUrl())));
      return this;
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Up to which id the service's settings do without a checksum. */
  long checksumWaivedTo() {
    return checksumWaivedTo;
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

  private <T> void on(Supplier<Future<T>> work) {
    turns.take(work, late -> {});
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
