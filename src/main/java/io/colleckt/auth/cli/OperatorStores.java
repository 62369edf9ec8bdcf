package io.colleckt.auth.cli;

import io.colleckt.auth.account.NewOwner;
import io.colleckt.auth.account.Password;
import io.colleckt.auth.embedded.EmbeddedStores;
import io.colleckt.auth.persistence.FirstStart;
import io.colleckt.auth.persistence.Schema;
import io.colleckt.auth.settings.Settings;
import io.colleckt.auth.settings.SettingsException;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The stores of a service that need not run, found by its settings: those that are given, or the
 * embedded ones, which are started and stopped again.
 */
public final class OperatorStores implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final Settings settings;
  private final Settings.External at;
  private final Optional<EmbeddedStores> embedded;

  private OperatorStores(
      Settings settings, Settings.External at, Optional<EmbeddedStores> embedded) {
    this.settings = settings;
    this.at = at;
    this.embedded = embedded;
  }

  /**
   * Finds them, and starts the embedded ones.
   *
   * @throws RuntimeException when a setting is wrong or they do not start; the message says which
   */
  public static OperatorStores open(Console console) {
    Settings settings = settings(console);
    if (settings.stores() instanceof Settings.Embedded here) {
      EmbeddedStores.requirePrograms();
      EmbeddedStores stores = EmbeddedStores.start(here.dataDir(), here.appendFsync());
      Settings.External started =
          new Settings.External(stores.databaseUrl(), stores.migrationUrl(), stores.redisUrl());
      return new OperatorStores(settings, started, Optional.of(stores));
    }
    if (settings.stores() instanceof Settings.External given) {
      return new OperatorStores(settings, given, Optional.empty());
    }
    throw new Failure(
        Exit.MISUSED, "COLLECKT_ROLES without persistence: this node has no database to work on.");
  }

  private static Settings settings(Console console) {
    try {
      return Settings.load(console.environment(), Settings.FILE);
    } catch (SettingsException e) {
      throw new Failure(Exit.MISUSED, e.getMessage());
    }
  }

  /** The settings of the service. */
  public Settings settings() {
    return settings;
  }

  /** Where the stores are. */
  public Settings.External at() {
    return at;
  }

  /**
   * Brings the database to the schema of this version.
   *
   * @throws Failure when that is not possible
   */
  public void migrate() {
    try {
      Schema.migrate(at.migrationUrl(), at.databaseUrl());
    } catch (RuntimeException e) {
      throw failure("The database cannot be migrated: ", e);
    }
  }

  /** Makes the first workspace and its owner; empty when there is one already. */
  Optional<NewOwner> addFirst(String email, Optional<Password> password) throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      return new FirstStart(vertx, at.databaseUrl())
          .run(Optional.of(email), password)
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new Failure(Exit.UNANSWERED, "The database does not answer in time.");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IllegalArgumentException wrong) {
        throw new Failure(Exit.MISUSED, wrong.getMessage());
      }
      throw failure("The member cannot be added: ", e.getCause());
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
  }

  private static Failure failure(String what, Throwable cause) {
    boolean away = false;
    for (Throwable one = cause; one != null && !away; one = one.getCause()) {
      away = one instanceof IOException;
    }
    return new Failure(away ? Exit.UNANSWERED : Exit.FAILED, what + Failure.line(cause));
  }

  @Override
  public void close() {
    embedded.ifPresent(EmbeddedStores::close);
  }
}
