package io.colleckt.auth;

import io.colleckt.auth.embedded.EmbeddedStores;
import io.colleckt.auth.persistence.Schema;
import io.colleckt.auth.settings.Settings;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the service: its stores where none are given, the schema, the node. With arguments it runs
 * {@link AuditCommand} instead.
 */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final Path SETTINGS_FILE = Path.of("conf", "colleckt.yaml");
  private static final int FAILED = 1;
  private static final long PATIENCE_SECONDS = 60;

  private Main() {}

  public static void main(String[] args) {
    if (args.length > 0) {
      System.exit(new AuditCommand(System.in, System.out, System.err).run(List.of(args)));
    }
    try {
      run(Settings.load(System.getenv(), SETTINGS_FILE));
    } catch (Exception e) {
      System.err.println("Colleckt Auth cannot start: " + reason(e));
      System.exit(FAILED);
    }
  }

  private static void run(Settings settings) throws Exception {
    if (settings.http().isExposedUnnamed()) {
      LOG.warn("COLLECKT_PUBLIC_URL is not set: cookies are not Secure, and Host is believed.");
    }
    Node node = new Node(settings);
    if (settings.stores() instanceof Settings.Embedded embedded) {
      EmbeddedStores stores = EmbeddedStores.start(embedded.dataDir(), embedded.appendFsync());
      run(new Welcome(settings, node), node, addresses(stores), stores);
    } else {
      run(new Welcome(settings, node), node, (Settings.External) settings.stores(), () -> {});
    }
  }

  private static void run(
      Welcome welcome, Node node, Settings.External stores, AutoCloseable embedded)
      throws Exception {
    try {
      Schema.migrate(stores.migrationUrl(), stores.databaseUrl());
      await(node.start(stores));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node, embedded), "shutdown"));
      System.out.println(await(welcome.prepare(stores.databaseUrl())));
    } catch (Exception e) {
      stop(node, embedded);
      throw e;
    }
  }

  /** HTTP first, then what it stands on. */
  private static void stop(Node node, AutoCloseable embedded) {
    try (embedded) {
      await(node.stop());
    } catch (Exception e) {
      System.err.println("Colleckt Auth did not stop cleanly: " + reason(e));
    }
  }

  private static Settings.External addresses(EmbeddedStores stores) {
    return new Settings.External(stores.databaseUrl(), stores.migrationUrl(), stores.redisUrl());
  }

  private static String reason(Exception e) {
    Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return message.lines().filter(line -> !line.isBlank()).findFirst().orElse(message);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
