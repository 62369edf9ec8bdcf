package io.colleckt.auth.validation;

import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colleckt.auth.token.Mark;
import io.colleckt.auth.token.MarkKind;
import io.colleckt.auth.token.Miss;
import io.colleckt.auth.token.Verdict;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Redis processes that were restarted, lack the functions, are full, or evict. */
class RedisSessionIT {
  private static FunctionCalls redis;

  @BeforeAll
  static void start() {
    redis = new FunctionCalls();
  }

  @AfterAll
  static void stop() throws Exception {
    redis.close();
  }

  @BeforeEach
  void connect() throws Exception {
    redis.connect();
  }

  @Test
  void libraryIsLoadedAgainWhereItIsMissing() throws Exception {
    redis.command("FUNCTION", "FLUSH");
    assertThat(redis.check()).isInstanceOf(Miss.class);
    assertThat((List<?>) redis.command("FUNCTION", "LIST")).hasSize(1);
  }

  @Test
  void restartedRedisHasAnotherNamespace() throws Exception {
    String before = redis.miss().namespace();
    redis.process().kill();
    redis.process().start();
    assertThat(becomesTrue(10_000, redis::isOpen)).isTrue();
    assertThat(redis.miss().namespace()).isNotEqualTo(before);
  }

  @Test
  void withoutMemoryChecksAreRefusedUnexecutedAndTombstonesStandAllTheSame() throws Exception {
    redis.fill(redis.miss(), redis.record(1));
    redis.command("CONFIG", "SET", "maxmemory", "1");
    try {
      assertThatThrownBy(redis::check).isInstanceOf(NotExecutedException.class);
      redis.place(new Mark(0, redis.id(), MarkKind.TOMBSTONE, 2));
    } finally {
      redis.command("CONFIG", "SET", "maxmemory", "0");
    }
    assertThat(redis.check()).isEqualTo(Verdict.REVOKED);
  }

  @Test
  void evictingRedisIsNotUsed() throws Exception {
    redis.command("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");
    try {
      assertThatThrownBy(redis::open).hasMessageContaining("noeviction");
    } finally {
      redis.command("CONFIG", "SET", "maxmemory-policy", "noeviction");
    }
  }
}
