package io.colleckt.auth.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeerTest {
  private static final long NOW = 5_000_000_000_000L;

  @Test
  void whoIsWellAndWasHeardOfLateGoesFirst() {
    assertThat(rank(true, 1_000)).isGreaterThan(rank(false, 1_000));
    assertThat(rank(false, 1_000)).isGreaterThan(rank(true, 2_000));
    assertThat(rank(true, 2_000)).isGreaterThan(0);
    assertThat(rank(true, 11_000)).isZero();
  }

  @Test
  void whoDoesNotListenThereIsNotAsked() {
    assertThat(new Peer("a", Set.of("tokens.find"), List.of(), true, NOW).rank("tokens.list", NOW))
        .isZero();
  }

  private static int rank(boolean well, long silentMillis) {
    return new Peer("a", Set.of("tokens.find"), List.of(), well, NOW - silentMillis * 1_000_000)
        .rank("tokens.find", NOW);
  }
}
