package io.colleckt.auth.settings;

/** How lines of the log look. */
public enum LogFormat {
  /** For people. */
  TEXT,
  /** One JSON object a line, for machines. */
  JSON
}
