package io.colleckt.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.token.IpAddress;
import org.junit.jupiter.api.Test;

class NetworkRoomTest {
  private final NetworkRoom room = new NetworkRoom(3, 2);

  @Test
  void oneNetworkLeavesRoomForOthers() {
    assertThat(enter("2001:db8::1")).isTrue();
    assertThat(enter("2001:db8:0:7::2")).isTrue();
    assertThat(enter("2001:db8:0:ffff::3")).as("of the same site").isFalse();
    assertThat(enter("192.0.2.1")).isTrue();
    assertThat(enter("192.0.2.2")).isFalse();
  }

  @Test
  void whoGoesMakesRoom() {
    enter("192.0.2.1");
    enter("192.0.2.1");
    room.leave(IpAddress.parse("192.0.2.1"));
    assertThat(enter("192.0.2.1")).isTrue();
    assertThat(enter("192.0.2.1")).isFalse();
    room.leave(IpAddress.parse("192.0.2.1"));
    room.leave(IpAddress.parse("192.0.2.1"));
    assertThat(enter("192.0.2.2")).isTrue();
  }

  private boolean enter(String address) {
    return room.enter(IpAddress.parse(address));
  }
}
