package io.colleckt.auth.account;

import java.util.Locale;
import java.util.Optional;

/** What a member may do in a workspace; each role includes those after it. */
public enum Role {
  /** Everything. */
  OWNER,
  /** Everything but owners. */
  ADMIN,
  /** Reads all, creates tokens, manages own tokens. */
  MEMBER;

  /** The name in JSON and in the database. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of that label, or empty. */
  public static Optional<Role> of(String label) {
    for (Role role : values()) {
      if (role.label().equals(label)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }

  /** Owners and admins run the workspace: its settings, its members, everybody's tokens. */
  public boolean administers() {
    return this != MEMBER;
  }

  /** Whether a member of this role may make, change or remove a member of the other role. */
  public boolean manages(Role other) {
    return this == OWNER || (this == ADMIN && other != OWNER);
  }
}
