package io.colleckt.auth.foreign;

import java.util.Locale;

/** What has become of a row. */
public enum RowOutcome {
  /** The token is here now. */
  IMPORTED,
  /** It was here, and is as it was. */
  UNCHANGED,
  /** It was here; what has changed there has changed here, and every check goes by that. */
  CHANGED,
  /** It has gone there and is revoked here: no check that starts now accepts it. */
  REVOKED,
  /**
   * It was here, and cannot be here as it is there any more: it is paused until a member resumes
   * it.
   */
  PAUSED,
  /** It is to be changed, paused or revoked, and this is stored, but cannot be promised yet. */
  PENDING,
  /** It has gone there; it is for {@code --follow} to revoke it. */
  GONE,
  /** It cannot be here, or must not be. */
  SKIPPED,
  /** Its id is taken here by another token. Neither of them was touched. */
  COLLISION;

  /** As it is printed. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the operator has to look at it. */
  public boolean isTrouble() {
    return this == SKIPPED || this == COLLISION || this == PENDING || this == PAUSED;
  }
}
