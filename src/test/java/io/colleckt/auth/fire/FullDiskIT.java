package io.colleckt.auth.fire;

import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.settings.AppendFsync;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.PostgresProcess;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.testing.SmallDisk;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The disk of a store is full for a while. The service answers rightly or not at all, and recovers.
 */
@Tag("long")
class FullDiskIT {
  private static final int REDIS_MEGABYTES = 24;
  private static final int POSTGRES_MEGABYTES = 300;
  private static final long FULL_MILLIS = 4_000;

  /** More than any segment of the log of Postgres holds. */
  private static final int WAL_MEGABYTES = 200;

  /** It refuses to write until there is room again. */
  @Test
  void redisThatForcesToDiskEverySecond() throws Exception {
    try (SmallDisk disk = SmallDisk.ofMegabytes(REDIS_MEGABYTES);
        Arena arena = onRedis(RedisProcess.on(disk, AppendFsync.EVERYSEC));
        Ordeal ordeal = new Ordeal(arena, 10)) {
      Thread.sleep(2_000);
      long fullNanos = fillAndWait(disk);
      disk.free();
      assertThat(arena.stores().redis().isAlive()).isTrue();
      judgesAgain(arena, ordeal);
      ordeal.end();
      postgresJudged(ordeal, fullNanos);
      assertThat(ordeal.violations()).isEmpty();
    }
  }

  /** It ends itself, since it could not keep what it has promised. */
  @Test
  void redisThatForcesEachWriteToDisk() throws Exception {
    try (SmallDisk disk = SmallDisk.ofMegabytes(REDIS_MEGABYTES);
        Arena arena = onRedis(RedisProcess.on(disk, AppendFsync.ALWAYS));
        Ordeal ordeal = new Ordeal(arena, 10)) {
      Thread.sleep(2_000);
      long fullNanos = fillAndWait(disk);
      assertThat(arena.stores().redis().isAlive()).isFalse();
      disk.free();
      arena.stores().redis().start();
      judgesAgain(arena, ordeal);
      ordeal.end();
      postgresJudged(ordeal, fullNanos);
      assertThat(ordeal.violations()).isEmpty();
    }
  }

  /** It cannot store, then it cannot even log, ends itself and cannot start. */
  @Test
  void postgres() throws Exception {
    try (SmallDisk disk = SmallDisk.ofMegabytes(POSTGRES_MEGABYTES);
        Arena arena = onPostgres(PostgresProcess.on(disk));
        Ordeal ordeal = new Ordeal(arena, 10)) {
      PostgresProcess postgres = arena.stores().postgres();
      Thread.sleep(2_000);
      disk.fill();
      Thread.sleep(FULL_MILLIS);
      writeLogUntilItBreaks(arena.stores().database());
      assertThat(becomesTrue(10_000, () -> !postgres.isAlive())).as("it has ended").isTrue();
      long goneNanos = System.nanoTime();
      Thread.sleep(FULL_MILLIS);
      List<Told> revocations =
          ordeal.between(goneNanos, System.nanoTime(), asked -> asked == Told.Asked.REVOKE);
      assertThat(revocations).isNotEmpty().allMatch(told -> told.status() == 503);
      disk.free();
      postgres.start();
      Thread.sleep(3_000);
      ordeal.end();
      assertThat(ordeal.violations()).isEmpty();
    }
  }

  private static Arena onRedis(RedisProcess redis) throws Exception {
    return Arena.of(new OwnStores(new PostgresProcess(), redis), 2, FireNode.Build.SHIPPED);
  }

  private static Arena onPostgres(PostgresProcess postgres) throws Exception {
    RedisProcess redis = new RedisProcess(AppendFsync.ALWAYS);
    return Arena.of(new OwnStores(postgres, redis), 2, FireNode.Build.SHIPPED);
  }

  /** When it was full, {@link System#nanoTime}. */
  private static long fillAndWait(SmallDisk disk) throws Exception {
    disk.fill();
    long fullNanos = System.nanoTime();
    Thread.sleep(FULL_MILLIS);
    return fullNanos;
  }

  private static void postgresJudged(Ordeal ordeal, long fullNanos) {
    long fromNanos = fullNanos + 1_500_000_000L;
    long toNanos = fullNanos + FULL_MILLIS * 1_000_000;
    List<Told> checks = ordeal.between(fromNanos, toNanos, Told.Asked::isCheck);
    assertThat(Ordeal.share(checks, 200, 401, 403)).as("checks with a verdict").isGreaterThan(0.5);
    List<Told> revocations =
        ordeal.between(fromNanos, toNanos, asked -> asked == Told.Asked.REVOKE);
    assertThat(revocations).isNotEmpty().allMatch(told -> told.status() == 503);
  }

  /** Waits until the nodes put checks on record in Redis again. */
  private static void judgesAgain(Arena arena, Ordeal ordeal) throws Exception {
    long before = arena.stores().redisCalls();
    assertThat(becomesTrue(10_000, () -> arena.stores().redisCalls() != before))
        .as("Redis judges again")
        .isTrue();
    Thread.sleep(2_000);
    long sinceNanos = System.nanoTime() - 1_000_000_000L;
    List<Told> checks = ordeal.between(sinceNanos, System.nanoTime(), Told.Asked::isCheck);
    assertThat(Ordeal.share(checks, 200, 401, 403)).as("checks with a verdict").isGreaterThan(0.9);
  }

  private static void writeLogUntilItBreaks(Database database) {
    String megabyte = "select pg_logical_emit_message(false, 'filler', repeat('x', 1000000))";
    try (Connection connection = Database.connect(database.migrationUrl());
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < WAL_MEGABYTES; i++) {
        statement.execute(megabyte);
      }
    } catch (SQLException broken) {
      System.out.println("FullDiskIT: " + broken.getMessage());
    }
  }
}
