package io.colleckt.auth.account;

import java.time.Instant;

/**
 * A person in a workspace.
 *
 * @param accepted false = invited only: may do nothing and counts as no owner
 * @param createdAt when the invitation, or the first owner, was made
 */
public record Member(long id, String email, Role role, boolean accepted, Instant createdAt) {

  /** The same member in another role. */
  public Member in(Role newRole) {
    return new Member(id, email, newRole, accepted, createdAt);
  }
}
