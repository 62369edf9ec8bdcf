package io.colleckt.auth.bus;

import io.colleckt.auth.account.Recorded;
import io.colleckt.auth.leak.GithubKey;
import io.colleckt.auth.leak.ReadGithubKey;
import io.colleckt.auth.leak.ReportLeak;
import java.time.Duration;

/** The addresses of the leak desk. */
public final class LeakAddresses {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Longer than GitHub is asked. */
  private static final Duration ASKING = Duration.ofSeconds(8);

  /**
   * Persistence: does with a leaked token as the policy says. Not found = that is no token; pending
   * = stored, and not yet in force everywhere.
   */
  public static final Call<ReportLeak, Answer<Recorded>> REPORT =
      Call.across("leaks.report", PATIENCE);

  /** Delivery: a key that GitHub publishes. A failed future = GitHub does not say. */
  public static final Call<ReadGithubKey, GithubKey> GITHUB_KEY =
      Call.across("leaks.github-key", ASKING);

  private LeakAddresses() {}
}
