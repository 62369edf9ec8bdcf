package io.colleckt.auth.settings;

import io.colleckt.auth.leak.LeakPolicy;
import io.colleckt.auth.leak.LeakResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * What the leak desk does, and whom it believes.
 *
 * @param githubKeysUrl where the keys are published that reports of GitHub are signed with
 */
public record LeakSettings(LeakPolicy policy, URI githubKeysUrl) {
  /** As long as nothing is said. */
  public static final LeakSettings DEFAULT =
      new LeakSettings(LeakPolicy.DEFAULT, URI.create(Key.LEAKS_GITHUB_KEYS_URL.byDefault()));

  private static final int LONGEST_GRACE_HOURS = 720;

  static LeakSettings from(Values values) {
    LeakPolicy policy =
        new LeakPolicy(
            values.word(Key.LEAKS_PRODUCTION, LeakResponse.class).orElseThrow(),
            values.word(Key.LEAKS_SANDBOX, LeakResponse.class).orElseThrow(),
            Duration.ofHours(
                values.number(Key.LEAKS_GRACE_HOURS, 0, LONGEST_GRACE_HOURS).orElseThrow()));
    URI keys =
        values
            .url(
                Key.LEAKS_GITHUB_KEYS_URL,
                Set.of("http", "https"),
                Key.LEAKS_GITHUB_KEYS_URL.byDefault())
            .orElseThrow();
    return new LeakSettings(policy, keys);
  }
}
