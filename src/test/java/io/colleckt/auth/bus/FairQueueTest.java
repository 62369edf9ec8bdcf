package io.colleckt.auth.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.token.IpAddress;
import org.junit.jupiter.api.Test;

class FairQueueTest {
  private static final IpAddress LOUD = IpAddress.parse("192.0.2.1");
  private static final IpAddress QUIET = IpAddress.parse("192.0.2.2");

  private final FairQueue<String> queue = new FairQueue<>(6, 4);

  @Test
  void whoSendsMuchWaitsBehindHimself() {
    for (int i = 0; i < 4; i++) {
      assertThat(queue.offer(LOUD, "loud " + i)).isTrue();
    }
    assertThat(queue.offer(QUIET, "quiet")).isTrue();
    assertThat(queue.take(3)).containsExactly("loud 0", "quiet", "loud 1");
    assertThat(queue.take(9)).containsExactly("loud 2", "loud 3");
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void oneNetworkHasBoundedRoomHoweverManyAddressesItUses() {
    int taken = 0;
    for (int i = 1; i <= 9; i++) {
      taken += queue.offer(IpAddress.parse("2001:db8:0:" + i + "::1"), "x") ? 1 : 0;
    }
    assertThat(taken).isEqualTo(4);
    assertThat(queue.offer(IpAddress.parse("2001:db8:1::1"), "x")).isTrue();
  }

  @Test
  void whatIsRefusedLeavesNothingBehind() {
    for (int i = 1; i <= 1_000; i++) {
      queue.offer(new IpAddress((long) i << 16, 0), "x");
    }
    assertThat(queue.take(2_000)).hasSize(6);
    assertThat(queue)
        .extracting("lines")
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .isEmpty();
  }
}
