package io.colleckt.auth.settings;

/** The service cannot start with these settings; the message is one clear line for the operator. */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SettingsException(String message) {
    super(message);
  }
}
