package io.colleckt.auth;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.http.HttpVerticle;
import io.colleckt.auth.persistence.Schema;
import io.colleckt.auth.settings.Settings;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.Stores;
import io.colleckt.auth.validation.ValidationVerticle;
import io.netty.channel.EventLoop;
import io.vertx.core.Deployable;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.deployment.Deployment;
import io.vertx.core.internal.deployment.DeploymentContext;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which verticle runs where. */
class EventLoopsIT {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void whatNoCheckWaitsForHasAnEventLoopOfItsOwn(int loops) throws Exception {
    Database database = Stores.shared().freshDatabase();
    Schema.migrate(database.migrationUrl(), database.databaseUrl());
    Settings settings = settings(database, loops);
    Node node = new Node(settings);
    await(node.start((Settings.Running) settings.stores()));
    try {
      Set<EventLoop> checks = loopsOf(node, HttpVerticle.class);
      assertThat(checks).hasSize(loops);
      assertThat(loopsOf(node, ValidationVerticle.class)).isEqualTo(checks);
      assertThat(loopsOf(node, Background.class)).hasSize(1).doesNotContainAnyElementsOf(checks);
    } finally {
      await(node.stop());
    }
  }

  private static Set<EventLoop> loopsOf(Node node, Class<? extends Deployable> verticle) {
    Set<EventLoop> found = new HashSet<>();
    for (DeploymentContext deployed :
        ((VertxInternal) node.vertx()).deploymentManager().deployments()) {
      Deployment deployment = deployed.deployment();
      if (deployment.instances().stream().anyMatch(verticle::isInstance)) {
        deployment
            .contexts()
            .forEach(context -> found.add(((ContextInternal) context).nettyEventLoop()));
      }
    }
    return found;
  }

  private static Settings settings(Database database, int loops) {
    Map<String, String> environment =
        Map.of(
            "COLLECKT_DATABASE_URL", database.databaseUrl(),
            "COLLECKT_MIGRATION_URL", database.migrationUrl(),
            "COLLECKT_REDIS_URL", Stores.shared().redisUrl(),
            "COLLECKT_HTTP_HOST", "127.0.0.1",
            "COLLECKT_HTTP_PORT", "0",
            "COLLECKT_OPS_PORT", "0",
            "COLLECKT_EVENT_LOOPS", String.valueOf(loops));
    return Settings.load(environment, Path.of("none.yaml"));
  }
}
