package io.colleckt.auth.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.spi.cluster.NodeInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeNameTest {
  @Test
  void aNameLeadsToTheNode() {
    String name = NodeName.draw("10.0.0.1", 7801);
    assertThat(name).isNotEqualTo(NodeName.draw("10.0.0.1", 7801));
    assertThat(NodeName.place(name)).isEqualTo("10.0.0.1:7801");
    NodeInfo way = NodeName.way(name);
    assertThat(way.host()).isEqualTo("10.0.0.1");
    assertThat(way.port()).isEqualTo(7801);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vm-3082", "a:65536/x", "a:7801", "a b:7801/x", "a:7801/x\ny", ""})
  void whatIsNoNameLeadsNowhere(String name) {
    assertThat(NodeName.way(name)).isNull();
  }
}
