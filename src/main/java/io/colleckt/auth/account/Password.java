package io.colleckt.auth.account;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What somebody typed as a password. It is handed over within the process, and to another node only
 * over an encrypted connection; it is never shown: its text form hides it.
 */
public final class Password {
  /** In characters, for passwords that are chosen now (OWASP ASVS 5.0, 6.2.1). */
  public static final int SHORTEST = 12;

  /** In characters; nothing longer was ever accepted, so nothing longer needs hashing. */
  public static final int LONGEST = 128;

  private final String text;

  public Password(String text) {
    this.text = text;
  }

  /** The password itself. */
  public String text() {
    return text;
  }

  /** Whether it is too long to be anybody's. To be asked before it is hashed. */
  public boolean isTooLong() {
    return text.length() > 2 * LONGEST || length() > LONGEST;
  }

  /**
   * Why nobody may choose this password, or empty when it will do. Any characters may be used
   * (OWASP ASVS 5.0, 6.2: length, context words and known passwords count, composition does not).
   *
   * @param email whose password it shall be
   */
  public Optional<String> complaint(String email) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (isTooLong() || length() < SHORTEST) {
      return Optional.of("The password must have 12 to 128 characters.");
    }
    if (lower.strip().equals(email.toLowerCase(Locale.ROOT))) {
      return Optional.of("The password must not be the e-mail address.");
    }
    if (WorstPasswords.contain(lower)) {
      return Optional.of("This password is among the first that an attacker tries.");
    }
    return Optional.empty();
  }

  private int length() {
    return text.codePointCount(0, text.length());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Password that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return Objects.hash(text);
  }

  @Override
  public String toString() {
    return "Password[…]";
  }
}
