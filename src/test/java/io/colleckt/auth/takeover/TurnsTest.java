package io.colleckt.auth.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colleckt.auth.cli.Failure;
import io.colleckt.auth.testing.Await;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private final Vertx vertx = Vertx.vertx();
  private final List<String> told = new ArrayList<>();

  @AfterEach
  void close() {
    Await.await(vertx.close());
  }

  @Test
  void nothingIsBegunBesideWhatWasGivenUp() {
    Turns turns = turns(Duration.ofMillis(50));
    Promise<String> slow = Promise.promise();
    List<String> begun = new ArrayList<>();
    assertThatThrownBy(() -> turns.take(slow::future, told::add)).isInstanceOf(Failure.class);
    assertThatThrownBy(() -> turns.take(() -> begin(begun, "next"), told::add))
        .isInstanceOf(Failure.class);
    assertThat(begun).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void whatComesOfItLateIsToldBeforeTheNext() {
    Turns turns = turns(Duration.ofMillis(50));
    Promise<String> slow = Promise.promise();
    assertThatThrownBy(() -> turns.take(slow::future, told::add)).isInstanceOf(Failure.class);
    slow.complete("late");
    Await.await(slow.future());
    assertThat(until(turns, "next")).isEqualTo("next");
    assertThat(told).containsExactly("late");
  }

  @Test
  void whatFailedLateIsNotTold() {
    Turns turns = turns(Duration.ofMillis(50));
    Promise<String> slow = Promise.promise();
    assertThatThrownBy(() -> turns.take(slow::future, told::add)).isInstanceOf(Failure.class);
    slow.fail("away");
    assertThat(until(turns, "next")).isEqualTo("next");
    assertThat(told).isEmpty();
  }

  @Test
  void afterAFailureTheNextIsBegunAtOnce() {
    Turns turns = turns(Duration.ofMinutes(1));
    assertThatThrownBy(() -> turns.take(() -> Future.<String>failedFuture("no"), told::add))
        .hasMessageContaining("no");
    assertThat(turns.take(() -> Future.succeededFuture("next"), told::add)).isEqualTo("next");
    assertThat(told).isEmpty();
  }

  private Turns turns(Duration patience) {
    return new Turns(vertx.getOrCreateContext(), patience);
  }

  /** A busy machine may not answer within so little patience. */
  private static String until(Turns turns, String text) {
    for (int i = 0; i < 1000; i++) {
      try {
        return turns.take(() -> Future.succeededFuture(text), late -> {});
      } catch (Failure e) {
        // Not yet.
      }
    }
    throw new AssertionError("never");
  }

  private static Future<String> begin(List<String> begun, String text) {
    begun.add(text);
    return Future.succeededFuture(text);
  }
}
