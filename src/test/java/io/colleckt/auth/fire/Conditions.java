package io.colleckt.auth.fire;

import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.ThreadLocalRandom;

/** How the network treats one {@link Way} at the moment. Used on the proxy's event loop only. */
final class Conditions {
  private boolean held;
  private long delayMillis;
  private long jitterMillis;
  private boolean sliced;
  private byte[] trap;
  private Promise<Void> trapped;

  void hold() {
    held = true;
  }

  void delay(long millis, long jitter) {
    delayMillis = millis;
    jitterMillis = jitter;
  }

  void slice() {
    sliced = true;
  }

  void trap(byte[] pattern, Promise<Void> caught) {
    trap = pattern.clone();
    trapped = caught;
  }

  /** As a healthy network. */
  void clear() {
    held = false;
    delayMillis = 0;
    jitterMillis = 0;
    sliced = false;
    trap = null;
  }

  boolean isHeld() {
    return held;
  }

  boolean isSliced() {
    return sliced;
  }

  /** How long the next bytes are under way, milliseconds. */
  long nextDelay() {
    return delayMillis
        + (jitterMillis == 0 ? 0 : ThreadLocalRandom.current().nextLong(jitterMillis));
  }

  /** Whether these bytes go into the trap, which then is gone. */
  boolean catches(Buffer bytes) {
    if (trap == null || !contains(bytes.getBytes(), trap)) {
      return false;
    }
    trap = null;
    trapped.complete();
    return true;
  }

  private static boolean contains(byte[] bytes, byte[] pattern) {
    for (int start = 0; start <= bytes.length - pattern.length; start++) {
      int i = 0;
      while (i < pattern.length && bytes[start + i] == pattern[i]) {
        i++;
      }
      if (i == pattern.length) {
        return true;
      }
    }
    return false;
  }
}
