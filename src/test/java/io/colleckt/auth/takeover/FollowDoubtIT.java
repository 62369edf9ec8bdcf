package io.colleckt.auth.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.Await;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody keeps rights here that the source does not give any more, or that a member took away. */
class FollowDoubtIT {
  private static final String EVERYTHING = "[\"*\"]";
  private static Installation service;

  private final long first = service.freeIds();
  private final LaravelToken token = LaravelToken.old();
  private final Takeover takeover =
      new Takeover(
          service, first, "--owner", "App\\Models\\User#7=1", "--owner", "App\\Models\\User#8=2");

  @BeforeAll
  static void start() throws Exception {
    service = new Installation();
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "abilities = '[\"*\"'| Its abilities are no JSON list of names.",
        "expires_at = '31/12/2026'| Its expires_at is no time that is understood.",
        "tokenable_type = 'Robot'| No workspace for its owner Robot#7.",
        "tokenable_id = 8| it is in workspace 1 here, and its owner's is 2"
      })
  void aRowThatCannotBeTakenOverAnyMorePausesItsToken(String change, String reason)
      throws Exception {
    try (LaravelDatabase laravel = LaravelDatabase.sqlite()) {
      laravel.insert(first, token, EVERYTHING, null);
      takeover.once(laravel);
      assertThat(service.status(first, token)).isEqualTo(200);
      laravel.with("update personal_access_tokens set " + change);
      try (Following following = takeover.follow(laravel)) {
        following.await(first + "\tpaused\t" + reason);
        assertThat(service.status(first, token)).isNotEqualTo(200);
        assertThat(following.end()).isEqualTo(1);
      }
      assertThat(takeover.audit()).containsExactly("token.imported", "token.paused");
    }
  }

  @Test
  void whoResumesSuchATokenDoesSoInVainAsLongAsTheSourceIsFollowed() throws Exception {
    try (LaravelDatabase laravel = LaravelDatabase.sqlite()) {
      laravel.insert(first, token, EVERYTHING, null);
      try (Following following = takeover.follow(laravel)) {
        following.await(first + "\timported");
        laravel.with("update personal_access_tokens set abilities = 'x'");
        following.await(first + "\tpaused");
        resume();
        assertThat(Await.becomesTrue(60_000, () -> state().contains("paused"))).isTrue();
        laravel.with("update personal_access_tokens set abilities = '[\"read\"]'");
        following.await(first + "\tchanged");
        resume();
        laravel.insert(first + 1, LaravelToken.old(), EVERYTHING, null);
        following.await(first + 1 + "\timported");
        assertThat(state()).containsExactly("active");
        assertThat(following.end()).isZero();
      }
    }
  }

  @Test
  void manyAtOncePauseNothingUntilItIsSaidToBeRight() throws Exception {
    try (LaravelDatabase laravel = LaravelDatabase.sqlite()) {
      laravel.insert(first, token, EVERYTHING, null);
      for (int i = 1; i <= 10; i++) {
        laravel.insert(first + i, LaravelToken.old(), EVERYTHING, null);
      }
      takeover.once(laravel);
      laravel.with("update personal_access_tokens set abilities = null, tokenable_type = 'Robot'");
      try (Following following = takeover.follow(laravel)) {
        assertThat(following.awaitEnd()).isEqualTo(1);
        assertThat(following.notes()).contains("11 of 11 tokens").contains("paused");
      }
      assertThat(service.status(first, token)).isEqualTo(200);
    }
  }

  @Test
  void withoutFollowingItIsSaidAndNothingIsDone() throws Exception {
    try (LaravelDatabase laravel = LaravelDatabase.sqlite()) {
      laravel.insert(first, token, EVERYTHING, null);
      takeover.once(laravel);
      laravel.with("update personal_access_tokens set abilities = 'x' where id = " + first);
      assertThat(takeover.once(laravel).lines())
          .contains(
              first
                  + "\tskipped\tIts abilities are no JSON list of names. It is here as it was;"
                  + " --follow pauses it.");
      assertThat(service.status(first, token)).isEqualTo(200);
    }
  }

  @Test
  void whatAMemberTookAwayStaysAwayWhenTheSourceGivesItBack() throws Exception {
    try (LaravelDatabase laravel = LaravelDatabase.sqlite()) {
      laravel.insert(first, token, "[\"a\",\"b\",\"c\"]", null);
      takeover.once(laravel);
      service.database.execute(
          "update tokens set abilities = '{a,b}', expires_at = '2037-01-01', version = version + 1"
              + " where id = "
              + first);
      give(laravel, "[\"a\"]", "2036-01-01 00:00:00");
      assertThat(here()).containsExactly("{a} 2036-01-01 00:00:00+00");
      give(laravel, "[\"a\",\"b\",\"c\"]", "2038-01-01 00:00:00");
      assertThat(here()).containsExactly("{a,b} 2037-01-01 00:00:00+00");
      give(laravel, EVERYTHING, "2039-01-01 00:00:00");
      assertThat(here()).containsExactly("{a,b} 2037-01-01 00:00:00+00");
    }
  }

  private void give(LaravelDatabase laravel, String abilities, String expiresAt) {
    laravel.with(
        "update personal_access_tokens set abilities = '%s', expires_at = '%s'"
            .formatted(abilities, expiresAt));
    takeover.once(laravel);
  }

  private List<String> here() {
    return service.database.rows("select abilities, expires_at from tokens where id = " + first);
  }

  private void resume() {
    service.database.execute(
        "update tokens set state = 'active', version = version + 1 where id = " + first);
  }

  private List<String> state() {
    return service.database.rows("select state from tokens where id = " + first);
  }
}
