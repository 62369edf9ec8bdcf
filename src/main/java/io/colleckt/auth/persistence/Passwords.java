package io.colleckt.auth.persistence;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import io.colleckt.auth.account.Password;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.WorkerExecutor;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Hashes passwords with Argon2id as OWASP advises (19 MiB, 2 passes, 1 lane), away from the event
 * loop, two at a time in the whole process. A few more may wait, of one network or account no more
 * than two at once; all others are turned away at once, so that a flood of guesses costs neither
 * memory nor anybody else's place.
 *
 * <p>This class is threadsafe. Its futures complete on the context of the caller; they fail when
 * too many are waiting.
 */
final class Passwords {
  /** Two at work and the rest in the queue: two seconds' worth on a slow core. */
  static final int MOST_AT_ONCE = 10;

  static final int MOST_OF_ONE = 2;

  /** The hash of no member's password, so that an unknown e-mail takes as long as a known one. */
  static final String NOBODYS =
      "$argon2id$v=19$m=19456,t=2,p=1$tP3pGrmkGV6GJpYnB1nzAw$CfxbbkdeS53Ma4j9EnFvhFKrYvUo4ZnWmeIfvwYXKsQ";

  private static final int THREADS = 2;
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;

  private final WorkerExecutor workers;
  private final WaitingRoom room = new WaitingRoom(MOST_AT_ONCE, MOST_OF_ONE);
  private final SecureRandom random = new SecureRandom();

  Passwords(Vertx vertx) {
    this.workers = vertx.createSharedWorkerExecutor("passwords", THREADS);
  }

  /** Completes with the text to store, which holds the salt and the parameters. */
  Future<String> hash(Applicant applicant, Password password) {
    return inTurn(applicant, () -> hashNow(password));
  }

  /**
   * Completes with whether this is the password of that hash. Without a hash it takes as long, and
   * it is not.
   */
  Future<Boolean> matches(Applicant applicant, Password password, Optional<String> hash) {
    return inTurn(applicant, () -> matchesNow(password, hash.orElse(NOBODYS)))
        .map(matches -> matches && hash.isPresent());
  }

  private String hashNow(Password password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    byte[] text = password.text().getBytes(StandardCharsets.UTF_8);
    return Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID)
        .hash(text, salt)
        .getResult();
  }

  private static boolean matchesNow(Password password, String hash) {
    return Argon2Function.getInstanceFromHash(hash).check(password.text(), hash);
  }

  private <T> Future<T> inTurn(Applicant applicant, Callable<T> work) {
    return room.during(applicant.names(), () -> workers.executeBlocking(work, false))
        .orElseGet(Passwords::tooMany);
  }

  private static <T> Future<T> tooMany() {
    return Future.failedFuture(
        VertxException.noStackTrace("Too many passwords wait to be hashed."));
  }
}
