package io.colleckt.auth.persistence;

import io.colleckt.auth.account.Fingerprint;
import io.colleckt.auth.account.Password;
import io.colleckt.auth.account.Visitor;
import io.colleckt.auth.token.IpAddress;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Limits guesses at passwords. An address that failed too often is turned away until its window
 * ends. An account that is guessed at from many addresses only answers more slowly, known or not:
 * whoever knows the password gets in, so nobody can lock out somebody else.
 */
final class Attempts {
  static final int MOST_BY_ADDRESS = 20;
  static final int FREE_BY_ACCOUNT = 10;
  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final long SLOWER_EACH_MILLIS = 200;
  private static final long SLOWEST_MILLIS = 2000;
  private static final int MOST_WAITING = 64;

  private final Vertx vertx;
  private final Database database;
  private final Passwords passwords;
  private final SignInFailuresTable failures = new SignInFailuresTable();
  private int waiting;

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
  record Attempt(String address, String account, boolean proved, OptionalLong retryAfterSeconds) {

    private Attempt judged(boolean matches) {
      return new Attempt(address, account, matches, retryAfterSeconds);
    }
  }

  /**
   * Holds a password against a hash, or against nobody's, which takes as long. The attempt is
   * charged to its address first; call {@link #failed} or {@link #succeeded} in the transaction
   * that records how it ended.
   *
   * @return completes with the attempt; fails, charging nothing, when it could not be judged
   */
  Future<Attempt> prove(Visitor visitor, String email, Password password, Optional<String> hash) {
    return begin(visitor, email)
        .compose(
            attempt ->
                attempt.retryAfterSeconds().isPresent()
                    ? Future.succeededFuture(attempt)
                    : judge(attempt, password, hash));
  }

  private Future<Attempt> judge(Attempt attempt, Password password, Optional<String> hash) {
    return passwords
        .matches(password, hash)
        .map(attempt::judged)
        .recover(cause -> release(attempt).compose(done -> Future.failedFuture(cause)));
  }

  private Future<Void> release(Attempt attempt) {
    return database.transaction(connection -> succeeded(connection, attempt));
  }

  private Future<Attempt> begin(Visitor visitor, String email) {
    String address = "address:" + network(visitor.address());
    String account = "account:" + Fingerprint.of(email.toLowerCase(Locale.ROOT)).hex();
    return failures
        .charge(database, address, account, (int) WINDOW.toSeconds())
        .compose(standing -> admit(address, account, standing));
  }

  /** Puts a failed attempt on the account's count too. The same work for known and unknown. */
  Future<Void> failed(SqlConnection connection, Attempt attempt) {
    return failures.count(connection, attempt.account(), (int) WINDOW.toSeconds());
  }

  /** Takes an attempt off its address's count; earlier failures stay on it. */
  Future<Void> succeeded(SqlConnection connection, Attempt attempt) {
    return failures.refund(connection, attempt.address());
  }

  /** Forgets what no longer counts. */
  Future<Void> forget() {
    return failures.forget(database);
  }

  private Future<Attempt> admit(
      String address, String account, SignInFailuresTable.Standing standing) {
    if (standing.byAddress() > MOST_BY_ADDRESS) {
      return turnedAway(address, account, standing.forgottenInSeconds());
    }
    Attempt attempt = new Attempt(address, account, false, OptionalLong.empty());
    long excess = Math.max(0, standing.byAccount() - FREE_BY_ACCOUNT);
    if (excess == 0) {
      return Future.succeededFuture(attempt);
    }
    if (waiting >= MOST_WAITING) {
      return turnedAway(address, account, SLOWEST_MILLIS / 1000);
    }
    waiting++;
    return vertx
        .timer(Math.min(SLOWEST_MILLIS, excess * SLOWER_EACH_MILLIS))
        .<Attempt>map(fired -> attempt)
        .onComplete(done -> waiting--);
  }

  private static Future<Attempt> turnedAway(String address, String account, long seconds) {
    return Future.succeededFuture(new Attempt(address, account, false, OptionalLong.of(seconds)));
  }

  /** An IPv4 address, or the /64 that one IPv6 customer has for himself. */
  private static String network(String address) {
    try {
      IpAddress parsed = IpAddress.parse(address);
      return parsed.isFour() ? address : new IpAddress(parsed.high(), 0).toString();
    } catch (IllegalArgumentException e) {
      return "unknown";
    }
  }
}
