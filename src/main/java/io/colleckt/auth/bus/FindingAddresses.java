package io.colleckt.auth.bus;

import io.colleckt.auth.finding.ChangeFinding;
import io.colleckt.auth.finding.Finding;
import io.colleckt.auth.finding.FindingPage;
import io.colleckt.auth.finding.ListFindings;
import io.colleckt.auth.finding.ReadFinding;
import java.time.Duration;

/** The addresses of findings; persistence answers. */
public final class FindingAddresses {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** One page of a workspace's findings. */
  public static final Call<ListFindings, Answer<FindingPage>> LIST =
      Call.across("findings.list", PATIENCE);

  /** One finding. */
  public static final Call<ReadFinding, Answer<Finding>> READ =
      Call.across("findings.read", PATIENCE);

  /** Changes a finding, with its audit row; answers with the finding as it is then. */
  public static final Call<ChangeFinding, Answer<Finding>> CHANGE =
      Call.across("findings.change", PATIENCE);

  private FindingAddresses() {}
}
