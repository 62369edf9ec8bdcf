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

/**
 * The stores of a service that need not run, found by its settings: those that are given, or the
 * embedded ones, which are started and stopped again.
 */
final class OperatorStores implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final String databaseUrl;
  private final String migrationUrl;
  private final Optional<EmbeddedStores> embedded;

  private OperatorStores(
      String databaseUrl, String migrationUrl, Optional<EmbeddedStores> embedded) {
    this.databaseUrl = databaseUrl;
    this.migrationUrl = migrationUrl;
    this.embedded = embedded;
  }

  /**
   * Finds them, and starts the embedded ones.
   *
   * @throws RuntimeException when a setting is wrong or they do not start; the message says which
   */
  static OperatorStores open(Console console) {
    Settings settings = settings(console);
    if (settings.stores() instanceof Settings.Embedded here) {
      EmbeddedStores.requirePrograms();
      EmbeddedStores stores = EmbeddedStores.start(here.dataDir(), here.appendFsync());
      return new OperatorStores(stores.databaseUrl(), stores.migrationUrl(), Optional.of(stores));
    }
    if (settings.stores() instanceof Settings.External given) {
      return new OperatorStores(given.databaseUrl(), given.migrationUrl(), Optional.empty());
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

  /** Brings the database to the schema of this version. */
  void migrate() {
    try {
      Schema.migrate(migrationUrl, databaseUrl);
    } catch (RuntimeException e) {
      throw failure("The database cannot be migrated: ", e);
    }
  }

  /** Makes the first workspace and its owner; empty when there is one already. */
  Optional<NewOwner> addFirst(String email, Optional<Password> password) throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      return new FirstStart(vertx, databaseUrl)
          .run(Optional.of(email), password)
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
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
