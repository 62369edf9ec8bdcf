package io.colleckt.auth.persistence;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A token that is used ten times as much as on its usual day is told, once a day. */
class RateInspectionIT {
  private final RecordedWorld world = new RecordedWorld();
  private final Vertx vertx = Vertx.vertx();
  private RateInspection inspection;

  @BeforeEach
  void start() {
    inspection =
        new RateInspection(
            new Database(vertx, world.stored.databaseUrl(), "test", 2, Duration.ofSeconds(10)));
  }

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  @Test
  void tenTimesTheUsualIsToldOnceADay() {
    usual(1, 5, 100);
    calls(1, 2, 999);
    await(inspection.inspect());
    assertThat(world.findings()).isEmpty();

    calls(1, 3, 1);
    await(inspection.inspect());
    await(inspection.inspect());
    assertThat(world.findings()).containsExactly("1 high_rate  1");
    assertThat(
            world.stored.rows(
                "select detail ->> 'calls_last_24h', detail ->> 'usual_a_day', detail ->> 'days_before' from findings"))
        .containsExactly("1000 100 5");
  }

  @Test
  void smallNumbersAndShortHistoriesAreNoAlarm() {
    usual(1, 5, 1);
    calls(1, 2, 900);
    usual(2, 2, 10);
    calls(2, 2, 100_000);
    calls(3, 2, 100_000);
    await(inspection.inspect());
    assertThat(world.findings()).isEmpty();
  }

  private void usual(int token, int days, int calls) {
    for (int day = 0; day < days; day++) {
      calls(token, 36 + 24 * day, calls);
    }
  }

  private void calls(int token, int hoursAgo, int calls) {
    world.stored.execute(
        "insert into activity_hours values (1, %d, date_trunc('hour', now()) - interval '%d hours', 0, %d)"
            .formatted(token, hoursAgo, calls));
  }
}
