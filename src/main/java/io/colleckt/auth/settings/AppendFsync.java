package io.colleckt.auth.settings;

import java.util.Locale;

/** When Redis forces its append-only file to disk. */
public enum AppendFsync {
  /** Once a second: a crash of the machine may lose the last second of activity. */
  EVERYSEC,
  /** Before each answer: nothing is lost, at a third of the rate. */
  ALWAYS;

  /** The word that Redis knows it by. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
