package io.colleckt.auth.account;

import java.util.Optional;

/**
 * The first member of all, made at the first start.
 *
 * @param madeUp the password, when none was given: to be shown once
 */
public record NewOwner(int workspaceId, Member member, Optional<Password> madeUp) {

  /** The owner as the one who asks for what else a first start makes. */
  public Actor actor() {
    return new Visitor("", "").as(member, workspaceId);
  }
}
