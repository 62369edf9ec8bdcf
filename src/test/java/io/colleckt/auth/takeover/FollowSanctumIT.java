package io.colleckt.auth.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** While both run, what happens to a token at its source happens to it here. */
class FollowSanctumIT {
  private static final String EVERYTHING = "[\"*\"]";
  private static Installation service;

  private final long first = service.freeIds();
  private final LaravelToken token = LaravelToken.old();
  private final Takeover takeover = new Takeover(service, first, "--workspace", "1");

  @BeforeAll
  static void start() throws Exception {
    service = new Installation();
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
  }

  @Test
  void aDeletionThereIsARevocationHere() throws Exception {
    try (LaravelDatabase laravel = LaravelDatabase.postgres()) {
      laravel.insert(first, token, EVERYTHING, null);
      laravel.insert(first + 1, LaravelToken.old(), EVERYTHING, null);
      try (Following following = takeover.follow(laravel);
          Crowd crowd = new Crowd(service, plainText(), "")) {
        following.await(first + "\timported");
        assertThat(crowd.becomes(200)).isTrue();

        laravel.with("delete from personal_access_tokens where id = " + first);
        following.await(first + "\trevoked\t");
        long saidAt = System.nanoTime();

        assertThat(crowd.callsAfter(saidAt, 200)).extracting(Crowd.Call::status).containsOnly(401);
        assertThat(following.end()).isZero();
      }
      assertThat(takeover.audit()).containsExactly("token.imported", "token.revoked");
    }
  }

  @Test
  void aNarrowingThereIsOneHere() throws Exception {
    try (LaravelDatabase laravel = LaravelDatabase.postgres()) {
      laravel.insert(first, token, EVERYTHING, null);
      try (Following following = takeover.follow(laravel);
          Crowd crowd = new Crowd(service, plainText(), "?ability=orders:write")) {
        following.await(first + "\timported");
        assertThat(crowd.becomes(200)).isTrue();

        laravel.with("update personal_access_tokens set abilities = '[\"orders:read\"]'");
        following.await(first + "\tchanged");
        long saidAt = System.nanoTime();

        assertThat(crowd.callsAfter(saidAt, 200)).extracting(Crowd.Call::status).containsOnly(403);
      }
      assertThat(takeover.audit()).containsExactly("token.imported", "token.changed");
    }
  }

  @Test
  void aSecretThatIsReplacedThereDoesNotWorkAnyMore() throws Exception {
    LaravelToken replacement = LaravelToken.old();
    try (LaravelDatabase laravel = LaravelDatabase.sqlite()) {
      laravel.insert(first, token, EVERYTHING, null);
      try (Following following = takeover.follow(laravel);
          Crowd crowd = new Crowd(service, plainText(), "")) {
        following.await(first + "\timported");
        assertThat(crowd.becomes(200)).isTrue();
        laravel.with(
            "update personal_access_tokens set token = '%s'".formatted(replacement.column()));
        following.await(first + "\tchanged");
        long saidAt = System.nanoTime();
        assertThat(crowd.callsAfter(saidAt, 50)).extracting(Crowd.Call::status).containsOnly(401);
        assertThat(service.status(first, replacement)).isEqualTo(200);
      }
    }
  }

  @Test
  void whatIsMadeThereWorksHere() throws Exception {
    try (LaravelDatabase laravel = LaravelDatabase.sqlite();
        Following following = takeover.follow(laravel)) {
      following.awaitNote("Following");
      laravel.insert(first, token, EVERYTHING, null);
      following.await(first + "\timported");
      assertThat(service.status(first, token)).isEqualTo(200);
      laravel.with("update personal_access_tokens set expires_at = '2026-01-03 00:00:00'");
      following.await(first + "\tchanged");
      assertThat(service.status(first, token)).isEqualTo(401);
    }
  }

  @Test
  void whatWentWhileNobodyFollowedIsRevokedAtTheNextFollowing() throws Exception {
    try (LaravelDatabase laravel = LaravelDatabase.sqlite()) {
      laravel.insert(first, token, EVERYTHING, null);
      takeover.once(laravel);
      assertThat(service.status(first, token)).isEqualTo(200);
      laravel.with("delete from personal_access_tokens");
      Installation.Run run = takeover.once(laravel);
      assertThat(run.lines())
          .containsExactly(first + "\tgone\tIt is no longer at the source; --follow revokes it.");
      assertThat(service.status(first, token)).isEqualTo(200);
      try (Following following = takeover.follow(laravel)) {
        following.await(first + "\trevoked\t");
        assertThat(service.status(first, token)).isEqualTo(401);
      }
      laravel.insert(first, token, EVERYTHING, null);
      assertThat(takeover.once(laravel).lines())
          .containsExactly(first + "\tunchanged\tit is revoked here, and stays so");
      assertThat(service.status(first, token)).isEqualTo(401);
    }
  }

  @Test
  void anEmptyTableRevokesNothingUntilItIsSaidToBeRight() throws Exception {
    try (LaravelDatabase laravel = LaravelDatabase.sqlite()) {
      laravel.insert(first, token, EVERYTHING, null);
      for (int i = 1; i <= 10; i++) {
        laravel.insert(first + i, LaravelToken.old(), EVERYTHING, null);
      }
      takeover.once(laravel);
      laravel.with("delete from personal_access_tokens");
      try (Following following = takeover.follow(laravel)) {
        assertThat(following.awaitEnd()).isEqualTo(1);
        assertThat(following.notes()).contains("11 of 11 tokens are no longer at the source");
      }
      assertThat(service.status(first, token)).isEqualTo(200);
      try (Following following = takeover.follow(laravel, "--any-number")) {
        following.await(first + "\trevoked\t");
      }
      assertThat(service.status(first, token)).isEqualTo(401);
    }
  }

  @Test
  void aSourceThatIsAwayForAWhileRevokesNothing() throws Exception {
    try (LaravelDatabase laravel = LaravelDatabase.sqlite()) {
      laravel.insert(first, token, EVERYTHING, null);
      try (Following following = takeover.follow(laravel)) {
        following.await(first + "\timported");
        laravel.with("alter table personal_access_tokens rename to elsewhere");
        following.awaitNote("Trying again.");
        assertThat(service.status(first, token)).isEqualTo(200);
        laravel.with("alter table elsewhere rename to personal_access_tokens");
        following.awaitNote("Following again.");
        assertThat(following.end()).isZero();
      }
      assertThat(service.status(first, token)).isEqualTo(200);
    }
  }

  @Test
  void aMemberMayTakeMoreAwayHereThanIsTakenAwayThere() throws Exception {
    try (LaravelDatabase laravel = LaravelDatabase.sqlite()) {
      laravel.insert(first, token, "[\"a\",\"b\",\"c\"]", null);
      takeover.once(laravel);
      service.database.execute(
          "update tokens set abilities = '{a,b}', version = version + 1 where id = " + first);
      assertThat(takeover.once(laravel).lines()).containsExactly(first + "\tunchanged");
      laravel.with("update personal_access_tokens set abilities = '[\"b\",\"c\",\"d\"]'");
      assertThat(takeover.once(laravel).lines()).containsExactly(first + "\tchanged");
      assertThat(service.database.rows("select abilities from tokens where id = " + first))
          .containsExactly("{b}");
    }
  }

  private String plainText() {
    return first + "|" + token.secret();
  }
}
