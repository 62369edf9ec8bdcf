package io.colleckt.auth.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.bus.ClusterAddresses;
import io.colleckt.auth.bus.NodePresent;
import io.colleckt.auth.settings.ClusterSettings;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PeersTest {
  private static final String FIND = "tokens.find";
  private static final String HERE = "10.0.0.1:7800/here";
  private static final String SECOND = "10.0.0.2:7800/second";
  private static final String THIRD = "10.0.0.3:7800/third";

  private final Peers peers =
      new Peers(HERE, "ours", new OwnAddresses(), new Seeds(seeds("10.0.0.1:7800", "seed:7800")));

  @Test
  void questionsGoInTurnToThoseThatAreWell() {
    peers.heard(present(SECOND, true));
    peers.heard(present(THIRD, true));
    peers.heard(present("10.0.0.4:7800/ill", false));
    assertThat(Stream.generate(() -> chosen(FIND)).limit(4))
        .containsExactly(SECOND, THIRD, SECOND, THIRD);
    assertThat(chosen("tokens.list")).isNull();
  }

  @Test
  void strangersAreNotAsked() {
    peers.heard(new NodePresent(SECOND, "theirs", List.of(FIND), List.of(), true));
    peers.heard(present("nowhere", true));
    peers.heard(present(HERE, true));
    assertThat(peers.names()).isEmpty();
    assertThat(chosen(FIND)).isNull();
  }

  @Test
  void whoLeavesIsNotAskedAnyMore() {
    peers.heard(present(SECOND, true));
    peers.heard(new NodePresent(SECOND, "ours", List.of(), List.of(), false));
    assertThat(peers.names()).isEmpty();
    assertThat(chosen(FIND)).isNull();
  }

  @Test
  void namesThatSomebodyMakesUpTakeNoMoreThanTheirRoom() {
    for (int i = 0; i < 1_000; i++) {
      peers.heard(present("10.0.0.2:7800/x" + i, true));
    }
    assertThat(peers.names()).hasSize(256).contains("10.0.0.2:7800/x255");
  }

  @Test
  void whoMayBeThereIsToldOnce() {
    peers.heard(new NodePresent(SECOND, "ours", List.of(FIND), List.of(HERE, THIRD), true));
    peers.forgetTheSilent();
    List<String> told = new ArrayList<>();
    peers.each(() -> told.add(chosen(ClusterAddresses.PRESENT.address())));
    assertThat(told).containsExactlyInAnyOrder(SECOND, THIRD, "seed:7800/whoever");
  }

  @Test
  void othersAreSoughtWhereTheSettingsSayButNotHere() {
    assertThat(peers.sought()).containsExactly("seed:7800");
    ClusterSettings dns =
        new ClusterSettings("h", 1, new ClusterSettings.InDns("all"), "ours", Optional.empty());
    assertThat(new Seeds(dns).places()).containsExactly("dns:all");
  }

  private String chosen(String address) {
    Promise<String> choice = Promise.promise();
    peers.selectForSend(address, choice);
    return choice.future().result();
  }

  private static NodePresent present(String name, boolean well) {
    return new NodePresent(name, "ours", List.of(FIND), List.of(), well);
  }

  private static ClusterSettings seeds(String... addresses) {
    return new ClusterSettings(
        "10.0.0.1", 7800, new ClusterSettings.Named(List.of(addresses)), "ours", Optional.empty());
  }
}
