package io.colleckt.auth.audit;

import java.util.List;

/** The heads of these workspaces that are kept outside of the database. */
public record ReadWitnesses(List<Integer> workspaceIds) {
  public ReadWitnesses {
    workspaceIds = List.copyOf(workspaceIds);
  }
}
