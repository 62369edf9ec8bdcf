package io.colleckt.auth.scan;

import io.colleckt.auth.token.SecretForm;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A token that stood where anybody may have read it, or a secret whose id did not stand before it.
 * Holds the plain text, which only {@link #plainText} tells.
 */
public final class FoundToken {
  private static final int SHOWN = 4;

  private final OptionalLong id;
  private final String secret;

  FoundToken(OptionalLong id, String secret) {
    this.id = id;
    this.secret = secret;
  }

  /** Its id; empty when the secret stood alone. */
  public OptionalLong id() {
    return id;
  }

  /** {@code id|secret}, for revoking it; empty when the id is not known. */
  public Optional<String> plainText() {
    return id.isPresent() ? Optional.of(id.getAsLong() + "|" + secret) : Optional.empty();
  }

  /** Enough to know it again, useless to anybody else: its prefix and 4 of the 40 characters. */
  public String masked() {
    String shown = secret.substring(0, secret.length() - SecretForm.LENGTH + SHOWN) + "…";
    return id.isPresent() ? id.getAsLong() + "|" + shown : shown;
  }

  /** Masked. */
  @Override
  public String toString() {
    return "FoundToken[" + masked() + "]";
  }
}
