package io.colleckt.auth.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.leak.GithubKey;
import io.colleckt.auth.leak.ReadGithubKey;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GithubKeysTest {
  private final ArrayDeque<Future<Map<String, String>>> published = new ArrayDeque<>();
  private long nanos = -Duration.ofDays(40).toNanos();
  private int asked;
  private final GithubKeys keys = new GithubKeys(this::ask, () -> nanos);

  @Test
  void nothingIsAskedBeforeSomebodyWantsAKey() {
    assertThat(asked).isZero();
  }

  @Test
  void knownKeyIsAskedForOnceAnHour() {
    published.add(list("a"));
    published.add(list("a"));
    for (int minute = 0; minute < 60; minute++) {
      assertThat(read("a")).contains("pem of a");
      pass(Duration.ofMinutes(1));
    }
    assertThat(asked).isEqualTo(1);
    assertThat(read("a")).contains("pem of a");
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void madeUpNamesAreWorthOneQuestionAMinute() {
    for (int minute = 0; minute < 3; minute++) {
      published.add(list("a"));
      assertThat(read("made-up")).isEmpty();
      for (int i = 0; i < 1000; i++) {
        assertThat(keys.read(new ReadGithubKey("made-up-" + i)).failed()).isTrue();
      }
      pass(Duration.ofMinutes(1));
    }
    assertThat(asked).isEqualTo(3);
  }

  @Test
  void newKeyIsNotSaidToBeNoneUntilGithubWasAskedAgain() {
    published.add(list("a"));
    published.add(list("b"));
    assertThat(read("a")).contains("pem of a");
    pass(Duration.ofSeconds(59));
    assertThat(keys.read(new ReadGithubKey("b")).failed()).isTrue();
    pass(Duration.ofSeconds(2));
    assertThat(read("b")).contains("pem of b");
    assertThat(keys.read(new ReadGithubKey("a")).failed()).as("withdrawn").isTrue();
  }

  @Test
  void whileOneQuestionIsUnderWayNobodyAsksAnother() {
    Promise<Map<String, String>> late = Promise.promise();
    published.add(late.future());
    Future<GithubKey> first = keys.read(new ReadGithubKey("a"));
    Future<GithubKey> second = keys.read(new ReadGithubKey("b"));
    assertThat(first.isComplete()).isFalse();
    late.complete(Map.of("a", "pem of a"));
    assertThat(first.result().pem()).contains("pem of a");
    assertThat(second.result().pem()).isEmpty();
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void withoutAnAnswerItIsNotKnownWhoseKeyThatIs() {
    published.add(Future.failedFuture("away"));
    published.add(list("a"));
    assertThat(keys.read(new ReadGithubKey("a")).failed()).isTrue();
    assertThat(keys.read(new ReadGithubKey("a")).failed()).isTrue();
    assertThat(asked).isEqualTo(1);
    pass(Duration.ofSeconds(6));
    assertThat(read("a")).contains("pem of a");
  }

  @Test
  void knownKeyIsGoodForADayWhileNobodyAnswers() {
    published.add(list("a"));
    read("a");
    pass(Duration.ofHours(23));
    published.add(Future.failedFuture("away"));
    assertThat(read("a")).contains("pem of a");
    assertThat(keys.read(new ReadGithubKey("b")).failed()).isTrue();
    pass(Duration.ofHours(2));
    published.add(Future.failedFuture("away"));
    assertThat(keys.read(new ReadGithubKey("a")).failed()).isTrue();
  }

  private Optional<String> read(String id) {
    return keys.read(new ReadGithubKey(id)).result().pem();
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  private static Future<Map<String, String>> list(String id) {
    return Future.succeededFuture(Map.of(id, "pem of " + id));
  }

  private Future<Map<String, String>> ask() {
    asked++;
    return published.remove();
  }
}
