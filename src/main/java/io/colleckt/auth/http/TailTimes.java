package io.colleckt.auth.http;

import java.time.Duration;

/**
 * The times of the live tail.
 *
 * @param tick how often its clients are looked after, and Postgres is asked for what was not heard
 * @param heartbeat after so long without an event a client gets a comment
 * @param recheck how often it is looked whether the session is still alive
 * @param patience so long a client may read nothing before it is cut
 */
record TailTimes(Duration tick, Duration heartbeat, Duration recheck, Duration patience) {
  /** What the service runs with. */
  static final TailTimes DEFAULT =
      new TailTimes(
          Duration.ofSeconds(2),
          Duration.ofSeconds(15),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10));
}
