package io.colleckt.auth.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colleckt.auth.settings.ClusterSettings.InDns;
import io.colleckt.auth.settings.ClusterSettings.Named;
import io.colleckt.auth.settings.ClusterSettings.Tls;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterSettingsTest {
  /** Any files do: what they hold is looked at when the node joins. */
  private static final String FILE = "pom.xml";

  static final Map<String, String> ENVIRONMENT =
      Map.of(
          "COLLECKT_ROLES", "persistence, activity",
          "COLLECKT_CLUSTER_HOST", "10.0.0.1",
          "COLLECKT_CLUSTER_PORT", "17800",
          "COLLECKT_CLUSTER_NAME", "blue",
          "COLLECKT_CLUSTER_MEMBERS", "10.0.0.2:7900, node-3,[2001:db8::4]:7800",
          "COLLECKT_CLUSTER_TLS_KEY", FILE,
          "COLLECKT_CLUSTER_TLS_CERTIFICATE", FILE,
          "COLLECKT_CLUSTER_TLS_CA", FILE);

  static final NodeSettings NODE =
      new NodeSettings(
          Set.of(NodeRole.PERSISTENCE, NodeRole.ACTIVITY),
          Optional.of(
              new ClusterSettings(
                  "10.0.0.1",
                  17800,
                  new Named(List.of("10.0.0.2:7900", "node-3:17800", "[2001:db8::4]:7800")),
                  "blue",
                  Optional.of(new Tls(Path.of(FILE), Path.of(FILE), Path.of(FILE))))));

  private static final Map<String, String> STORES =
      Map.of(
          "COLLECKT_DATABASE_URL", "postgresql://app:hunter2@db/colleckt",
          "COLLECKT_REDIS_URL", "redis://:hunter2@cache:6379");

  @Test
  void membersMayBeFoundInDns() {
    NodeSettings node =
        load(
            Map.of(
                "COLLECKT_CLUSTER_HOST", "10.0.0.1",
                "COLLECKT_CLUSTER_MEMBERS", "dns:colleckt.internal"));
    assertThat(node.roles()).isEqualTo(NodeRole.ALL);
    assertThat(node.cluster().orElseThrow().members()).isEqualTo(new InDns("colleckt.internal"));
    assertThat(node.cluster().orElseThrow().isExposedUnproven()).isTrue();
  }

  @Test
  void aNodeWithoutPersistenceHoldsNoWayToPostgres() {
    Map<String, String> edge = new HashMap<>(ENVIRONMENT);
    edge.put("COLLECKT_ROLES", "http,validation");
    edge.put("COLLECKT_REDIS_URL", "redis://:hunter2@cache:6379");
    assertThat(Settings.load(edge, Path.of("none.yaml")).stores())
        .isEqualTo(new Settings.RedisOnly("redis://:hunter2@cache:6379"));
    edge.put("COLLECKT_DATABASE_URL", "postgresql://app:hunter2@db/colleckt");
    assertThatThrownBy(() -> Settings.load(edge, Path.of("none.yaml")))
        .hasMessageContaining("COLLECKT_DATABASE_URL")
        .hasMessageContaining("left out on a node without the role persistence")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void aClusterNeedsStoresThatAllNodesShare() {
    assertThatThrownBy(
            () -> Settings.load(Map.of("COLLECKT_CLUSTER_HOST", "10.0.0.1"), Path.of("none.yaml")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("stores that all nodes share");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          ROLES=http,validation; COLLECKT_ROLES is 'http,validation'; part of a cluster
          ROLES=http,persistence,activity; COLLECKT_ROLES; neither: checks are judged where
          ROLES=http,judge; COLLECKT_ROLES; a list of http, validation, persistence, activity, split by commas
          ROLES=http,validation CLUSTER_HOST=10.0.0.1; COLLECKT_ROLES; passwords would cross
          CLUSTER_HOST=0.0.0.0; COLLECKT_CLUSTER_HOST; one address
          CLUSTER_HOST=10.0.0.1 CLUSTER_PORT=65536; COLLECKT_CLUSTER_PORT; from 1 to 65535
          CLUSTER_HOST=10.0.0.1 CLUSTER_MEMBERS=a/b; COLLECKT_CLUSTER_MEMBERS; a list such as
          CLUSTER_HOST=10.0.0.1 CLUSTER_MEMBERS=dns:a,dns:b; COLLECKT_CLUSTER_MEMBERS; a list such as
          CLUSTER_HOST=10.0.0.1 CLUSTER_NAME=a/b; COLLECKT_CLUSTER_NAME; 1 to 64
          CLUSTER_MEMBERS=10.0.0.2; COLLECKT_CLUSTER_MEMBERS; unless COLLECKT_CLUSTER_HOST is set
          CLUSTER_HOST=10.0.0.1 CLUSTER_TLS_KEY=pom.xml; COLLECKT_CLUSTER_TLS_CA; must all be set
          CLUSTER_HOST=10.0.0.1 CLUSTER_TLS_KEY=no.pem; COLLECKT_CLUSTER_TLS_KEY; a file that can be read
          """)
  void whatCannotWorkStopsTheStart(String variables, String name, String part) {
    Map<String, String> environment = new HashMap<>();
    for (String variable : variables.split(" ", -1)) {
      String[] sides = variable.split("=", 2);
      environment.put("COLLECKT_" + sides[0], sides[1]);
    }
    assertThatThrownBy(() -> load(environment))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(part)
        .hasMessageNotContaining("\n");
  }

  private static NodeSettings load(Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(STORES);
    all.putAll(environment);
    return Settings.load(all, Path.of("none.yaml")).node();
  }
}
