package io.colleckt.auth.persistence;

import static io.colleckt.auth.persistence.RecordedWorld.USUAL;
import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.Await;
import io.colleckt.auth.testing.Database;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever becomes of the detector: calls go on record, and no finding is lost or doubled. */
class FindingFaultsIT {
  private static final String FOUND = "1 new_network 198.51.100.0/24 1";

  private final RecordedWorld world = new RecordedWorld();
  private Vertx node;

  @BeforeEach
  void start() throws Exception {
    node = world.startNode();
    world.record(node, world.accepted(1, USUAL, Duration.ofDays(-3)));
    world.inspected();
  }

  @AfterEach
  void stop() {
    world.stop();
  }

  @Test
  void failingDetectorLeavesCommitsWholeAndLooksAgain() throws Exception {
    world.stored.execute("alter table findings rename to findings_away");
    strange();
    assertThat(failedOnce()).as("tried and put off").isTrue();
    world.record(node, world.accepted(1, USUAL, Duration.ZERO));
    assertThat(world.stored.rows("select sum(calls) from activity")).containsExactly("3");
    assertThat(world.stored.rows("select sum(calls) from activity_hours where token_id = 1"))
        .containsExactly("3");
    assertThat(world.stored.rows("select count(*) from token_habits where kind = 'n'"))
        .containsExactly("1");

    world.stored.execute("alter table findings_away rename to findings");
    world.stored.execute("update activity_inspections set due_at = now()");
    world.inspected();
    assertThat(world.findings()).containsExactly(FOUND);
  }

  @Test
  void crashBetweenCommitAndInspectionLosesNothing() throws Exception {
    try (Connection owner = Database.connect(world.stored.migrationUrl());
        Statement statement = owner.createStatement()) {
      owner.setAutoCommit(false);
      statement.execute("lock table findings in access exclusive mode");
      strange();
      assertThat(Await.becomesTrue(5_000, this::someoneWaitsForALock)).isTrue();
      await(node.close());
      assertThat(world.waiting()).isOne();
      owner.rollback();
    }
    assertThat(world.findings()).isEmpty();
    node = world.startNode();
    world.inspected();
    assertThat(world.findings()).containsExactly(FOUND);
    strange();
    world.inspected();
    assertThat(world.findings()).containsExactly(FOUND);
  }

  @Test
  void detectorThatWaitsForALockDoesNotSlowDownCommits() throws Exception {
    try (Connection owner = Database.connect(world.stored.migrationUrl());
        Statement statement = owner.createStatement()) {
      owner.setAutoCommit(false);
      statement.execute("lock table findings in access exclusive mode");
      strange();
      assertThat(Await.becomesTrue(5_000, this::someoneWaitsForALock)).isTrue();
      long begin = System.nanoTime();
      for (int i = 0; i < 10; i++) {
        world.record(node, world.accepted(1, USUAL, Duration.ZERO));
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
      owner.rollback();
    }
    world.stored.execute("update activity_inspections set due_at = now()");
    world.inspected();
    assertThat(world.findings()).containsExactly(FOUND);
  }

  @Test
  void whatCannotBeReadIsSetAsideAndTheRestIsLookedAt() throws Exception {
    world.stored.execute("insert into activity_inspections (calls, attempts) values ('[[1]]', 4)");
    strange();
    assertThat(Await.becomesTrue(15_000, () -> world.findings().size() == 1)).isTrue();
    assertThat(
            Await.becomesTrue(
                15_000,
                () ->
                    world
                        .stored
                        .rows("select attempts from activity_inspections")
                        .equals(List.of("5"))))
        .isTrue();
    world.stored.execute("update activity_inspections set due_at = now() - interval '1 day'");
    Thread.sleep(6_000);
    assertThat(world.stored.rows("select attempts from activity_inspections")).containsExactly("5");
  }

  @Test
  void twoDetectorsFindEverythingOnce() throws Exception {
    Vertx other = world.startNode();
    for (int network = 0; network < 15; network++) {
      for (Vertx each : new Vertx[] {node, other}) {
        world.record(each, world.accepted(1, "198.51." + network + ".1", Duration.ZERO));
      }
    }
    world.inspected();
    assertThat(world.findings()).hasSize(15).allMatch(finding -> finding.endsWith(" 1"));
    assertThat(world.stored.rows("select networks from token_watches where token_id = 1"))
        .containsExactly("16");
  }

  private void strange() {
    world.record(node, world.accepted(1, "198.51.100.1", Duration.ZERO));
  }

  private boolean failedOnce() throws Exception {
    return Await.becomesTrue(
        15_000,
        () -> !world.stored.rows("select from activity_inspections where attempts > 0").isEmpty());
  }

  private boolean someoneWaitsForALock() {
    return !world.stored.rows("select from pg_locks where not granted").isEmpty();
  }
}
