package io.colleckt.auth.persistence;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.account.Password;
import io.colleckt.auth.testing.Await;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PasswordsTest {
  private static final Password PASSWORD = new Password("correct horse battery");
  private final Vertx vertx = Vertx.vertx();
  private final Passwords passwords = new Passwords(vertx);

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @Test
  void hashIsArgon2idAsOwaspAdvisesAndSalted() {
    String one = await(passwords.hash(somebody(0), PASSWORD));
    String two = await(passwords.hash(somebody(0), PASSWORD));
    assertThat(one).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").isNotEqualTo(two);
    assertThat(Passwords.NOBODYS).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").hasSameSizeAs(one);
    assertThat(await(passwords.matches(somebody(0), PASSWORD, Optional.of(one)))).isTrue();
    assertThat(await(passwords.matches(somebody(0), PASSWORD, Optional.of(two)))).isTrue();
    assertThat(
            await(
                passwords.matches(
                    somebody(0), new Password("Correct horse battery"), Optional.of(one))))
        .isFalse();
  }

  @Test
  void nobodysPasswordIsNeverRight() {
    assertThat(
            await(passwords.matches(somebody(0), new Password("correct horse"), Optional.empty())))
        .isFalse();
  }

  @Test
  void whatCannotWaitIsTurnedAwayAtOnceAndTheRestIsServed() {
    List<Future<String>> crowd =
        IntStream.range(0, Passwords.MOST_AT_ONCE + 5)
            .mapToObj(i -> passwords.hash(somebody(i), PASSWORD))
            .toList();
    assertThat(crowd).filteredOn(Future::failed).hasSize(5);
    crowd.stream().limit(Passwords.MOST_AT_ONCE).forEach(Await::await);
    assertThat(await(passwords.hash(somebody(0), PASSWORD))).isNotEmpty();
  }

  @Test
  void nobodyTakesThePlacesOfOtherNetworksAndAccounts() {
    List<Future<String>> ofOneNetwork = crowd(i -> new Applicant("this network", "account " + i));
    assertThat(ofOneNetwork).filteredOn(Future::failed).hasSize(3);
    List<Future<String>> ofOneAccount = crowd(i -> new Applicant("network " + i, "this account"));
    assertThat(ofOneAccount).filteredOn(Future::failed).hasSize(3);
    assertThat(await(passwords.hash(somebody(9), PASSWORD))).isNotEmpty();
  }

  private List<Future<String>> crowd(IntFunction<Applicant> applicants) {
    return IntStream.range(0, Passwords.MOST_OF_ONE + 3)
        .mapToObj(applicants)
        .map(applicant -> passwords.hash(applicant, PASSWORD))
        .toList();
  }

  private static Applicant somebody(int which) {
    return new Applicant("network " + which, "account " + which);
  }
}
