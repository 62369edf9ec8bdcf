package io.colleckt.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OncePerSecondTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final OncePerSecond failures = new OncePerSecond(nanos::get);

  @Test
  void firstIsTold() {
    assertThat(failures.count()).isEqualTo(1);
  }

  @Test
  void whatFollowsWithinASecondIsToldWithTheNextOne() {
    failures.count();

    assertThat(failures.count()).isZero();
    after(Duration.ofMillis(999));
    assertThat(failures.count()).isZero();
    after(Duration.ofMillis(1));
    assertThat(failures.count()).isEqualTo(3);
    assertThat(failures.count()).isZero();
  }

  private void after(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
