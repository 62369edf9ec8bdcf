package io.colleckt.auth;

import io.colleckt.auth.embedded.EmbeddedStores;
import io.colleckt.auth.persistence.Schema;
import io.colleckt.auth.settings.ClusterSettings;
import io.colleckt.auth.settings.NodeRole;
import io.colleckt.auth.settings.Settings;
import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The start of the service, up to what is told on the console. */
final class Starting {
  private static final Logger LOG = LoggerFactory.getLogger(Starting.class);
  private static final long PATIENCE_SECONDS = 60;

  private Starting() {}

  /** Returns once the service runs; it ends by itself. */
  static void run(Settings settings) throws Exception {
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

  /** Why it did not start, in one line. */
  static String reason(Exception e) {
    Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return message.lines().filter(line -> !line.isBlank()).findFirst().orElse(message);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
