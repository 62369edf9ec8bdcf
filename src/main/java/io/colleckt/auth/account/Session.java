package io.colleckt.auth.account;

import java.time.Duration;
import java.time.Instant;

/**
 * A member who has signed in to a workspace, as both are now and not as they were then.
 *
 * @param expiresAt when the session ends at the latest
 * @param idle it ends earlier when it has not been used for so long
 */
public record Session(Member member, Workspace workspace, Instant expiresAt, Duration idle) {

  /** That member as the one who asks for a change. */
  public Actor actor(Visitor visitor) {
    return visitor.as(member, workspace.id());
  }
}
