package io.colleckt.auth.bus;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a management request ended, when the infrastructure did its part. A refusal is a value, not
 * an error; it is translated to HTTP at one place only.
 */
public sealed interface Outcome<T> {

  /** It was done, and this came of it. */
  record Done<T>(T value) implements Outcome<T> {}

  /** There is nothing of that id in the actor's workspace, whoever else may own it. */
  record NotFound<T>() implements Outcome<T> {}

  /** The actor's role does not allow it. */
  record Forbidden<T>() implements Outcome<T> {}

  /** One field of the request cannot be accepted, for a reason that only the stored state shows. */
  record Invalid<T>(String field, String message) implements Outcome<T> {}

  /** The state has moved on: used up, already there, or the last of its kind. */
  record Conflict<T>(String message) implements Outcome<T> {}

  /** Asked too often; ask again after so many seconds. */
  record Throttled<T>(long retryAfterSeconds) implements Outcome<T> {}

  /** It is decided and stored, but not yet in force everywhere: never to be reported as done. */
  record Pending<T>(String message) implements Outcome<T> {}

  /** What was looked for: found, or {@link NotFound}. */
  static <T> Outcome<T> of(Optional<T> found) {
    return found.<Outcome<T>>map(Done::new).orElseGet(NotFound::new);
  }

  /** Goes on with the value; a refusal stays what it is. */
  @SuppressWarnings("unchecked") // A refusal holds no value.
  default <R> Future<Outcome<R>> then(Function<T, Future<Outcome<R>>> next) {
    return this instanceof Done<T> done
        ? next.apply(done.value())
        : Future.succeededFuture((Outcome<R>) this);
  }
}
