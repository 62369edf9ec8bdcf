package io.colleckt.auth.token;

import java.util.List;

/** What are these tokens called, which the workspace has or had? */
public record ReadTokenNames(int workspaceId, List<Long> ids) {
  public ReadTokenNames {
    ids = List.copyOf(ids);
  }
}
