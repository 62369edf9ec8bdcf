package io.colleckt.auth.persistence;

import io.colleckt.auth.account.Password;
import io.colleckt.auth.account.Visitor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Limits guesses at passwords. An address that failed too often is turned away until its window
 * ends. An account that is guessed at from many addresses only answers more slowly, known or not,
 * and lets a few wait at a time: it is never locked, and what is waited for there is waited for
 * nowhere else.
 */
final class Attempts {
  static final int MOST_BY_ADDRESS = 20;
  static final int FREE_BY_ACCOUNT = 10;
  static final int MOST_SLOWED_BY_ACCOUNT = 4;
  private static final int MOST_SLOWED = 1024;
  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final long SLOWER_EACH_MILLIS = 200;
  private static final long SLOWEST_MILLIS = 2000;

  private final Vertx vertx;
  private final Database database;
  private final Passwords passwords;
  private final SignInFailuresTable failures = new SignInFailuresTable();
  private final WaitingRoom slowed = new WaitingRoom(MOST_SLOWED, MOST_SLOWED_BY_ACCOUNT);

  Attempts(Vertx vertx, Database database, Passwords passwords) {
    this.vertx = vertx;
    this.database = database;
    this.passwords = passwords;
  }

  /**
   * How an attempt ended.
   *
   * @param proved whether the password was the right one
   * @param retryAfterSeconds present = turned away unjudged
   */
  record Attempt(Applicant applicant, boolean proved, OptionalLong retryAfterSeconds) {

    private Attempt judged(boolean matches) {
      return new Attempt(applicant, matches, retryAfterSeconds);
    }

    private boolean isFailure() {
      return !proved && retryAfterSeconds.isEmpty();
    }
  }

  /**
   * Holds a password against a hash, or against nobody's, which takes as long. The attempt is
   * charged to its address first, and stays charged only if the password is wrong: call {@link
   * #failed} in the transaction that records it.
   *
   * @return completes with the attempt; fails, charging nothing, when it could not be judged
   */
  Future<Attempt> prove(Visitor visitor, String email, Password password, Optional<String> hash) {
    Applicant applicant = Applicant.of(visitor, email);
    return failures
        .charge(database, applicant.network(), applicant.account(), (int) WINDOW.toSeconds())
        .compose(standing -> judge(applicant, standing, password, hash));
  }

  private Future<Attempt> judge(
      Applicant applicant,
      SignInFailuresTable.Standing standing,
      Password password,
      Optional<String> hash) {
    return admit(applicant, standing)
        .compose(attempt -> judge(attempt, password, hash))
        .recover(cause -> refund(applicant).compose(done -> Future.failedFuture(cause)))
        .compose(
            attempt ->
                attempt.isFailure()
                    ? Future.succeededFuture(attempt)
                    : refund(applicant).map(attempt));
  }

  private Future<Attempt> judge(Attempt attempt, Password password, Optional<String> hash) {
    return attempt.retryAfterSeconds().isPresent()
        ? Future.succeededFuture(attempt)
        : passwords.matches(attempt.applicant(), password, hash).map(attempt::judged);
  }

  /** Earlier failures of the address stay on its count. */
  private Future<Void> refund(Applicant applicant) {
    return failures.refund(database, applicant.network());
  }

  /** Puts a failed attempt on the account's count too. The same work for known and unknown. */
  Future<Void> failed(SqlConnection connection, Attempt attempt) {
    return failures.count(connection, attempt.applicant().account(), (int) WINDOW.toSeconds());
  }

  private Future<Attempt> admit(Applicant applicant, SignInFailuresTable.Standing standing) {
    if (standing.byAddress() > MOST_BY_ADDRESS) {
      return turnedAway(applicant, standing.forgottenInSeconds());
    }
    Attempt attempt = new Attempt(applicant, false, OptionalLong.empty());
    long excess = Math.max(0, standing.byAccount() - FREE_BY_ACCOUNT);
    return excess == 0
        ? Future.succeededFuture(attempt)
        : slowed
            .during(List.of(applicant.account()), () -> after(excess, attempt))
            .orElseGet(() -> turnedAway(applicant, SLOWEST_MILLIS / 1000));
  }

  private Future<Attempt> after(long excess, Attempt attempt) {
    return vertx.timer(Math.min(SLOWEST_MILLIS, excess * SLOWER_EACH_MILLIS)).map(attempt);
  }

  private static Future<Attempt> turnedAway(Applicant applicant, long seconds) {
    return Future.succeededFuture(new Attempt(applicant, false, OptionalLong.of(seconds)));
  }
}
