package io.colleckt.auth.token;

import java.nio.charset.StandardCharsets;

/** The constants of the secret's form that its maker and its reader share. */
final class SecretFormat {
  /** Characters before the random part, chosen by the workspace: {@code [A-Za-z0-9_-]}. */
  static final int MAX_PREFIX_LENGTH = 32;

  static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private SecretFormat() {}
}
