package io.colleckt.auth.persistence;

import static io.colleckt.auth.persistence.AccountWorld.OWNER;
import static io.colleckt.auth.persistence.AccountWorld.PASSWORD;
import static io.colleckt.auth.persistence.AccountWorld.done;
import static io.colleckt.auth.persistence.AccountWorld.draw;
import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.account.Fingerprint;
import io.colleckt.auth.account.Password;
import io.colleckt.auth.account.Session;
import io.colleckt.auth.account.SignIn;
import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.bus.Answer;
import io.colleckt.auth.bus.Outcome;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is turned away or slowed down, and who is not. */
final class SignInLimitsIT {
  private static final Password WRONG = new Password("not the right one");
  private static AccountWorld world;

  @BeforeAll
  static void open() {
    world = new AccountWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @BeforeEach
  void forgetFailures() {
    world.execute("delete from sign_in_failures");
  }

  @Test
  void addressThatFailedTooOftenIsTurnedAwayAndNoOther() {
    world.execute(failures("address:203.0.113.7", Attempts.MOST_BY_ADDRESS - 1));
    assertThat(world.signIn("a@example.com", WRONG, draw(), "203.0.113.7"))
        .isInstanceOf(Outcome.Invalid.class);
    assertThat(world.signIn(OWNER, PASSWORD, draw(), "203.0.113.7"))
        .isInstanceOfSatisfying(
            Outcome.Throttled.class,
            refusal -> assertThat(refusal.retryAfterSeconds()).isBetween(890L, 900L));
    done(world.signIn(OWNER, PASSWORD, draw(), "203.0.113.8"));
  }

  @Test
  void whatIsTurnedAwayUnjudgedIsNotCharged() {
    world.execute(failures("address:203.0.113.7", Attempts.MOST_BY_ADDRESS));
    world.signIn(OWNER, PASSWORD, draw(), "203.0.113.7");
    assertThat(failuresOf("address:203.0.113.7")).isEqualTo(Attempts.MOST_BY_ADDRESS);
  }

  @Test
  void manyRightSignInsAtOnceLockNobodyOut() {
    List<Future<Answer<Session>>> crowd =
        IntStream.range(0, 30).mapToObj(i -> asked(OWNER, PASSWORD, "203.0.113.7")).toList();
    await(Future.join(crowd).otherwiseEmpty());
    assertThat(failuresOf("address:203.0.113.7")).isZero();
    done(world.signIn(OWNER, PASSWORD, draw(), "203.0.113.7"));
  }

  @Test
  void guessesAtOneAccountLeaveRoomForOthers() {
    world.execute(failures(account("ada@example.com"), 1_000_000));
    world.execute(failures(account("owner@example.com"), Attempts.FREE_BY_ACCOUNT + 1));
    List<Future<Answer<Session>>> guesses =
        IntStream.range(0, Attempts.MOST_SLOWED_BY_ACCOUNT + 2)
            .mapToObj(i -> asked("ada@example.com", WRONG, "203.0.113." + (10 + i)))
            .toList();
    done(world.signIn(OWNER, PASSWORD, draw(), "203.0.113.8"));
    await(Future.join(guesses).otherwiseEmpty());
    assertThat(guesses)
        .filteredOn(Future::succeeded)
        .filteredOn(guess -> guess.result().outcome() instanceof Outcome.Throttled)
        .hasSize(2);
  }

  private static Future<Answer<Session>> asked(String email, Password password, String address) {
    return world.asked(
        Addresses.SIGN_IN,
        new SignIn(email, password, Optional.empty(), draw(), AccountWorld.from(address)));
  }

  @Test
  void sixtyFourBitsOfAnIpv6AddressAreOneAddress() {
    world.execute(failures("address:2001:db8:0:1:0:0:0:0", Attempts.MOST_BY_ADDRESS));
    assertThat(world.signIn(OWNER, PASSWORD, draw(), "2001:db8:0:1:9::9"))
        .isInstanceOf(Outcome.Throttled.class);
    done(world.signIn(OWNER, PASSWORD, draw(), "2001:db8:0:2::9"));
  }

  @Test
  void windowForgets() {
    world.execute(failures("address:203.0.113.7", Attempts.MOST_BY_ADDRESS));
    world.execute("update sign_in_failures set window_ends_at = now() - interval '1 second'");
    done(world.signIn(OWNER, PASSWORD, draw(), "203.0.113.7"));
  }

  @Test
  void successDoesNotWipeEarlierFailures() {
    world.signIn("a@example.com", WRONG, draw(), "203.0.113.7");
    done(world.signIn(OWNER, PASSWORD, draw(), "203.0.113.7"));
    assertThat(failuresOf("address:203.0.113.7")).isEqualTo(1);
  }

  @Test
  void guessedAccountIsSlowedDownButNeverLocked() {
    String account = account("owner@example.com");
    world.execute(failures(account, Attempts.FREE_BY_ACCOUNT + 5));
    long start = System.nanoTime();
    done(world.signIn(OWNER, PASSWORD, draw(), "203.0.113.8"));
    assertThat(System.nanoTime() - start).isGreaterThan(1_000_000_000L);
    world.execute(failures(account, 1_000_000));
    done(world.signIn(OWNER, PASSWORD, draw(), "203.0.113.9"));
  }

  private static String account(String email) {
    return "account:" + Fingerprint.of(email).hex();
  }

  private static int failuresOf(String subject) {
    return Integer.parseInt(
        world
            .rows("select failures from sign_in_failures where subject = '" + subject + "'")
            .get(0));
  }

  private static String failures(String subject, int count) {
    return """
        insert into sign_in_failures values ('%s', %d, now() + interval '15 minutes')
        on conflict (subject) do update set failures = excluded.failures
        """
        .formatted(subject, count);
  }
}
