package io.colleckt.auth.activity;

import java.util.List;

/** How much were these tokens used of late? */
public record ReadTokenCalls(int workspaceId, List<Long> tokenIds) {
  public ReadTokenCalls {
    tokenIds = List.copyOf(tokenIds);
  }
}
