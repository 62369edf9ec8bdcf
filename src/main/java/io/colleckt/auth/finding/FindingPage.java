package io.colleckt.auth.finding;

import java.util.List;

/**
 * One page of findings.
 *
 * @param more whether others follow the last one
 */
public record FindingPage(List<Finding> findings, boolean more) {
  public FindingPage {
    findings = List.copyOf(findings);
  }
}
