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
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hashes passwords with Argon2id as OWASP advises (19 MiB, 2 passes, 1 lane), away from the event
 * loop, two at a time in the whole process. A few more may wait; all others are turned away at
 * once, so that a flood of guesses costs neither memory nor the sign-in of whoever came first.
 *
 * <p>This class is threadsafe. Its futures complete on the context of the caller; they fail when
 * too many are waiting.
 */
final class Passwords {
  /** Two at work and the rest in the queue: two seconds' worth on a slow core. */
  static final int MOST_AT_ONCE = 10;

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
  private final AtomicInteger waiting = new AtomicInteger();
  private final SecureRandom random = new SecureRandom();

  Passwords(Vertx vertx) {
    this.workers = vertx.createSharedWorkerExecutor("passwords", THREADS);
  }

  /** Completes with the text to store, which holds the salt and the parameters. */
  Future<String> hash(Password password) {
    return inTurn(() -> hashNow(password));
  }

  /**
   * Completes with whether this is the password of that hash. Without a hash it takes as long, and
   * it is not.
   */
  Future<Boolean> matches(Password password, Optional<String> hash) {
    return inTurn(() -> matchesNow(password, hash.orElse(NOBODYS)))
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

  private <T> Future<T> inTurn(Callable<T> work) {
    if (waiting.incrementAndGet() > MOST_AT_ONCE) {
      waiting.decrementAndGet();
      return Future.failedFuture(
          VertxException.noStackTrace("Too many passwords wait to be hashed."));
    }
    return workers.executeBlocking(work, false).onComplete(done -> waiting.decrementAndGet());
  }
}
