package io.colleckt.auth.dashboard;

import io.colleckt.auth.bench.ActivitySupply;
import io.colleckt.auth.testing.Workspace;

/** A workspace with 5,000 tokens and ten million calls ({@code -Dcalls}). */
final class FullWorkspace {
  private static final long CALLS = Long.getLong("calls", 10_000_000);
  private static final int TOKENS = 5_000;

  private FullWorkspace() {}

  /** Fills a new one, which takes minutes. */
  static Workspace create() throws Exception {
    Workspace workspace = Workspace.alone();
    ActivitySupply supply = new ActivitySupply(workspace.database(), workspace.id());
    supply.fill(CALLS);
    workspace.stored(
        TOKENS - ActivitySupply.TOKENS,
        "created_at = now() - interval '100 days', expires_at = now() + id % 200 * interval '1"
            + " day'");
    supply.vacuum();
    return workspace;
  }
}
