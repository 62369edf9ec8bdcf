package io.colleckt.auth.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.token.Mark;
import io.colleckt.auth.token.MarkKind;
import io.colleckt.auth.token.Miss;
import io.colleckt.auth.token.TokenRecord;
import io.colleckt.auth.token.TokenState;
import io.colleckt.auth.token.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The guards of the Redis functions, one call at a time. Each of them, taken away, undoes some
 * revocation.
 */
class FunctionsIT {
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
  void fillIsTheVerdictAndStays() throws Exception {
    Miss miss = redis.miss();
    assertThat(redis.fill(miss, redis.record(1))).isInstanceOf(Verdict.Accepted.class);
    assertThat(redis.check()).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void fillIsRefusedAfterAnyChangeSinceItsMiss() throws Exception {
    Miss miss = redis.miss();
    redis.place(new Mark(0, redis.id() + 1_000_000, MarkKind.FLOOR, 1));
    assertThat(redis.fill(miss, redis.record(1))).isInstanceOf(Miss.class);
    assertThat(redis.check()).isInstanceOf(Miss.class);
  }

  @Test
  void fillAfterARevocationIsJudgedByTheTombstone() throws Exception {
    Miss miss = redis.miss();
    redis.place(new Mark(0, redis.id(), MarkKind.TOMBSTONE, 2));
    assertThat(redis.fill(miss, redis.record(1))).isEqualTo(Verdict.REVOKED);
  }

  @Test
  void fillIsRefusedWhenATombstoneWasFlushedAwayInBetween() throws Exception {
    Miss miss = redis.miss();
    redis.place(new Mark(0, redis.id(), MarkKind.TOMBSTONE, 2));
    redis.command("FLUSHALL");
    assertThat(redis.fill(miss, redis.record(1))).isInstanceOf(Miss.class);
  }

  @Test
  void fillOfAnotherNamespaceIsRefused() throws Exception {
    Miss miss = redis.miss();
    assertThat(
            redis.fill(new Miss("0123456789ab", miss.counter(), miss.atMillis()), redis.record(1)))
        .isInstanceOf(Miss.class);
  }

  @Test
  void fillIsRefusedWhenItIsLateOrFromTheFuture() throws Exception {
    Miss miss = redis.miss();
    for (long shift : new long[] {-5_200, 2_000}) {
      Miss other = new Miss(miss.namespace(), miss.counter(), miss.atMillis() + shift);
      assertThat(redis.fill(other, redis.record(1))).as("%d ms", shift).isInstanceOf(Miss.class);
    }
    assertThat(redis.check()).isInstanceOf(Miss.class);
  }

  @Test
  void floorIsMetByItsVersionAndNoOlderOne() throws Exception {
    redis.place(new Mark(0, redis.id(), MarkKind.FLOOR, 5));
    assertThat(redis.fill(redis.miss(), redis.record(4))).isInstanceOf(Miss.class);
    assertThat(redis.fill(redis.miss(), redis.record(5))).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void fillDoesNotReplaceARecordThatCameFirst() throws Exception {
    Miss miss = redis.miss();
    redis.fill(miss, redis.record(2));
    TokenRecord other = redis.record(1, "other".repeat(10), TokenState.ACTIVE);
    assertThat(redis.fill(miss, other)).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void oldRecordIsAMissWhilePostgresAnswersAndCountsWhileItDoesNot() throws Exception {
    redis.fill(redis.miss(), redis.record(1));
    redis.age(Duration.ofMinutes(61));
    assertThat(redis.check()).isInstanceOf(Miss.class);
    assertThat(redis.checkWithoutPostgres()).isInstanceOf(Verdict.Accepted.class);
    assertThat(redis.fill(redis.miss(), redis.record(1, FunctionCalls.SECRET, TokenState.PAUSED)))
        .isEqualTo(Verdict.PAUSED);
    assertThat(redis.check()).isEqualTo(Verdict.PAUSED);
  }

  @Test
  void usedRecordIsTouchedAndAnIdleOneGoes() throws Exception {
    redis.fill(redis.miss(), redis.record(1));
    assertThat(redis.ttlMillis()).isBetween(269_000L, 330_000L);
    redis.command("PEXPIRE", redis.key(), "100000");
    redis.check();
    assertThat(redis.ttlMillis()).as("not due yet by its own mark").isLessThan(100_001);
    redis.shiftTouch(-1000);
    redis.check();
    assertThat(redis.ttlMillis()).isBetween(269_000L, 330_000L);
  }

  @Test
  void unknownFormatIsAMiss() throws Exception {
    redis.fill(redis.miss(), redis.record(1));
    redis.change(value -> value[0] = 'S');
    assertThat(redis.check()).isInstanceOf(Miss.class);
  }

  @Test
  void missLeavesNothingBehindButTheCounter() throws Exception {
    redis.command("FLUSHALL");
    redis.check();
    assertThat((List<?>) redis.command("KEYS", "*")).singleElement().asString().endsWith(":c");
  }

  @Test
  void recordTakesAtMost240BytesWithItsKey() throws Exception {
    redis.command("FLUSHALL");
    long before = redis.usedMemory();
    int count = 60_000; // as full a hash table as a million tokens make
    for (int i = 0; i < count; i += 200) {
      redis.fillMany(1_000_000 + i, 200);
    }
    double each = (double) (redis.usedMemory() - before) / count;
    // 214 of a million: of fewer, what is there once weighs more.
    assertThat(each).isLessThan(240);
  }
}
