package io.colleckt.auth.persistence;

import io.colleckt.auth.account.Member;

/** What a member must prove to enter a workspace. Never leaves this package. */
record Credentials(Member member, int workspaceId, String passwordHash) {

  /** Without the hash. */
  @Override
  public String toString() {
    return "Credentials[member=" + member.id() + ", workspaceId=" + workspaceId + "]";
  }
}
