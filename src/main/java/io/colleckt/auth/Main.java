package io.colleckt.auth;

import io.colleckt.auth.embedded.EmbeddedStores;
import io.colleckt.auth.persistence.Schema;
import io.colleckt.auth.settings.Settings;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Starts the service: its stores where none are given, the schema, the node. */
public final class Main {
  private static final Path SETTINGS_FILE = Path.of("conf", "colleckt.yaml");
  private static final int FAILED = 1;
  private static final long STOP_SECONDS = 10;

  private Main() {}

  public static void main(String[] args) {
    try {
      run(Settings.load(System.getenv(), SETTINGS_FILE));
    } catch (Exception e) {
      System.err.println("Colleckt Auth cannot start: " + e.getMessage());
      System.exit(FAILED);
    }
  }

  private static void run(Settings settings) throws Exception {
    if (settings.stores() instanceof Settings.Embedded embedded) {
      EmbeddedStores stores = EmbeddedStores.start(embedded.dataDir(), embedded.appendFsync());
      run(settings, addresses(stores), stores);
    } else {
      run(settings, (Settings.External) settings.stores(), () -> {});
    }
  }

  private static void run(Settings settings, Settings.External stores, AutoCloseable embedded)
      throws Exception {
    try {
      Schema.migrate(stores.migrationUrl(), stores.databaseUrl());
      Node node = await(Node.start(settings, stores));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node, embedded), "shutdown"));
      await(new Welcome(settings, node).prepare(stores.databaseUrl()))
          .ifPresent(System.out::println);
    } catch (Exception e) {
      embedded.close();
      throw e;
    }
  }

  /** HTTP first, then what it stands on. */
  private static void stop(Node node, AutoCloseable embedded) {
    try (embedded) {
      await(node.stop());
    } catch (Exception e) {
      System.err.println("Colleckt Auth did not stop cleanly: " + e.getMessage());
    }
  }

  private static Settings.External addresses(EmbeddedStores stores) {
    return new Settings.External(stores.databaseUrl(), stores.migrationUrl(), stores.redisUrl());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
  }
}
