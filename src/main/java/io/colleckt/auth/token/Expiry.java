package io.colleckt.auth.token;

import java.time.Duration;
import java.time.Instant;

/** When a new token shall expire. Which wishes are granted is a setting of the workspace. */
public sealed interface Expiry {
  /** From the product page. */
  int STANDARD_DAYS = 180;

  /** At least so far ahead. */
  Duration SHORTEST = Duration.ofMinutes(1);

  Expiry STANDARD = new Standard();
  Expiry NEVER = new Never();

  /** Nothing was asked for: 180 days, or less where the workspace allows less. */
  record Standard() implements Expiry {}

  /** So many days after the creation. */
  record InDays(int days) implements Expiry {}

  /** At that instant, cut to whole seconds. */
  record At(Instant instant) implements Expiry {}

  /** Not at all. */
  record Never() implements Expiry {}
}
