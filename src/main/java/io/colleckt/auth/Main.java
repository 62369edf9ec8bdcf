package io.colleckt.auth;

import io.colleckt.auth.embedded.EmbeddedStores;
import io.colleckt.auth.persistence.Schema;
import io.colleckt.auth.settings.ClusterSettings;
import io.colleckt.auth.settings.NodeRole;
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
    Logs.use(settings.ops().logFormat());
    if (settings.stores() instanceof Settings.Embedded) {
      EmbeddedStores.requirePrograms();
    }
    warn(settings);
    Ending ending = new Ending();
    Node node = new Node(settings, ending::beyondRepair);
    try {
      Settings.Running stores = stores(settings, ending);
      if (stores instanceof Settings.External external) {
        Schema.migrate(external.migrationUrl(), external.databaseUrl());
      }
      await(node.start(stores));
      ending.onSignal(node);
      System.out.println(await(new Welcome(settings, node).prepare(stores)));
    } catch (Exception e) {
      ending.afterFailure(node);
      throw e;
    }
  }

  private static void warn(Settings settings) {
    if (settings.node().does(NodeRole.HTTP) && settings.http().isExposedUnnamed()) {
      LOG.warn("COLLECKT_PUBLIC_URL is not set: cookies are not Secure, and Host is believed.");
    }
    if (settings.node().cluster().map(ClusterSettings::isExposedUnproven).orElse(false)) {
      LOG.warn(
          "COLLECKT_CLUSTER_TLS_KEY is not set: whoever reaches the cluster port is believed.");
    }
  }

  /** The given ones, or embedded ones, started. */
  private static Settings.Running stores(Settings settings, Ending ending) {
    if (settings.stores() instanceof Settings.Embedded embedded) {
      EmbeddedStores stores = EmbeddedStores.start(embedded.dataDir(), embedded.appendFsync());
      ending.alsoCloses(stores);
      stores.onFailure(ending::beyondRepair);
      return addresses(stores);
    }
    return (Settings.Running) settings.stores();
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
