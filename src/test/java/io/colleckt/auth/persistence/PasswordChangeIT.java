package io.colleckt.auth.persistence;

import static io.colleckt.auth.persistence.AccountWorld.OWNER;
import static io.colleckt.auth.persistence.AccountWorld.PASSWORD;
import static io.colleckt.auth.persistence.AccountWorld.done;
import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.account.ChangePassword;
import io.colleckt.auth.account.Fingerprint;
import io.colleckt.auth.account.Password;
import io.colleckt.auth.account.Recorded;
import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.bus.Answer;
import io.colleckt.auth.bus.Outcome;
import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PasswordChangeIT {
  private static final Password NEXT = new Password("staple battery horse");
  private AccountWorld world;
  private Actor owner;

  @BeforeEach
  void open() {
    world = new AccountWorld();
    owner = world.owner.actor();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private Outcome<Recorded> change(Fingerprint session, Password current, Password next) {
    return world.outcome(
        Addresses.CHANGE_PASSWORD, new ChangePassword(owner, session, current, next));
  }

  @Test
  void everyOtherSessionEnds() {
    Fingerprint own = world.signedIn(OWNER, PASSWORD);
    Fingerprint other = world.signedIn(OWNER, PASSWORD);
    done(change(own, PASSWORD, NEXT));
    assertThat(world.session(own)).isInstanceOf(Outcome.Done.class);
    assertThat(world.session(other)).isInstanceOf(Outcome.NotFound.class);
    assertThat(world.lastAudit()).startsWith("password.changed member:1");
    assertThat(world.signIn(OWNER, PASSWORD, AccountWorld.draw(), "::1"))
        .isInstanceOf(Outcome.Invalid.class);
    world.signedIn(OWNER, NEXT);
  }

  @Test
  void wrongCurrentPasswordChangesNothingAndCountsAsAGuess() {
    Fingerprint own = world.signedIn(OWNER, PASSWORD);
    assertThat(change(own, NEXT, NEXT))
        .isInstanceOfSatisfying(
            Outcome.Invalid.class, refusal -> assertThat(refusal.field()).isEqualTo("current"));
    assertThat(world.lastAudit()).startsWith("password.refused member:1");
    assertThat(world.rows("select max(failures) from sign_in_failures")).containsExactly("1");
    world.signedIn(OWNER, PASSWORD);
  }

  @Test
  void badNewPasswordIsRefusedBeforeAnyHashing() {
    assertThat(change(AccountWorld.draw(), PASSWORD, new Password("x".repeat(1 << 20))))
        .isInstanceOfSatisfying(
            Outcome.Invalid.class, refusal -> assertThat(refusal.field()).isEqualTo("new"));
    assertThat(world.rows("select 1 from sign_in_failures")).isEmpty();
  }

  @Test
  void ofTwoChangesAtOnceOneWinsAndNoOldSessionSurvives() {
    Fingerprint one = world.signedIn(OWNER, PASSWORD);
    Fingerprint two = world.signedIn(OWNER, PASSWORD);
    Password third = new Password("battery staple horse");
    List<Future<Answer<Recorded>>> both =
        List.of(
            world.asked(Addresses.CHANGE_PASSWORD, new ChangePassword(owner, one, PASSWORD, NEXT)),
            world.asked(
                Addresses.CHANGE_PASSWORD, new ChangePassword(owner, two, PASSWORD, third)));
    await(Future.join(both));
    assertThat(both)
        .filteredOn(change -> change.result().outcome() instanceof Outcome.Done)
        .hasSize(1);
    assertThat(world.rows("select 1 from sessions")).hasSize(1);
  }
}
