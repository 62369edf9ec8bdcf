package io.colleckt.auth.token;

import java.util.Locale;

/** What Redis must hold of a changed token before the change may be reported as done. */
public enum MarkKind {
  /** Dead for good. */
  TOMBSTONE,
  /** Whoever needs this token asks Postgres, and takes nothing older than the version. */
  FLOOR;

  /** The name in the database. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of that label. */
  public static MarkKind of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
