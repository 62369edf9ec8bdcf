package io.colleckt.auth.leak;

import io.colleckt.auth.token.Environment;
import java.time.Duration;

/**
 * What becomes of leaked tokens, by their environment. Either way a finding tells of it.
 *
 * @param grace for how long a token goes on that is not revoked at once; at most 30 days
 */
public record LeakPolicy(LeakResponse production, LeakResponse sandbox, Duration grace) {
  /** Whatever is known to strangers ends. */
  public static final LeakPolicy DEFAULT =
      new LeakPolicy(LeakResponse.REVOKE, LeakResponse.REVOKE, Duration.ofHours(24));

  /** What becomes of those of an environment. */
  public LeakResponse in(Environment environment) {
    return environment == Environment.PRODUCTION ? production : sandbox;
  }
}
