package io.colleckt.auth.fire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Redis, which forces each write to disk, is killed again and again under load. */
@Tag("long")
class RedisRestartsIT {
  private static final int TIMES = 20;
  private static final int MOST_DOWN_MILLIS = 400;
  private static final int MOST_UP_MILLIS = 900;

  @Test
  void nothingIsLostOrDoubledOrWronglyAnswered() throws Exception {
    try (Arena arena = Arena.of(2, FireNode.Build.SHIPPED);
        Ordeal ordeal = new Ordeal(arena, 25)) {
      ThreadLocalRandom random = ThreadLocalRandom.current();
      long before = arena.stores().redisCalls();
      for (int i = 0; i < TIMES; i++) {
        Thread.sleep(300 + random.nextInt(MOST_UP_MILLIS));
        arena.stores().redis().kill();
        Thread.sleep(random.nextInt(MOST_DOWN_MILLIS));
        arena.stores().redis().start();
      }
      Thread.sleep(2_500);
      ordeal.end();
      assertThat(arena.stores().redisCalls())
          .as("on record in the last Redis")
          .isNotEqualTo(before);
      assertThat(ordeal.violations()).isEmpty();
    }
  }
}
