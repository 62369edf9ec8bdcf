package io.colleckt.auth.webhook;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/** What signs the messages to one webhook. Its text form hides it. */
public final class WebhookSecret {
  /** In bytes. */
  public static final int LENGTH = 32;

  private static final String PREFIX = "whsec_";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] bytes;

  private WebhookSecret(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** Draws a new one. Safe from any thread; never blocks. */
  public static WebhookSecret draw() {
    byte[] bytes = new byte[LENGTH];
    RANDOM.nextBytes(bytes);
    return new WebhookSecret(bytes);
  }

  /** One that was stored. */
  public static WebhookSecret of(byte[] bytes) {
    return new WebhookSecret(bytes);
  }

  /** What is stored, and what signs. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** As Standard Webhooks writes it: for the one answer that shows it. */
  public String reveal() {
    return PREFIX + Base64.getEncoder().encodeToString(bytes);
  }

  /** Compares in a time that does not depend on where the two differ. */
  @Override
  public boolean equals(Object other) {
    return other instanceof WebhookSecret that && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Tells nothing. */
  @Override
  public String toString() {
    return "WebhookSecret[…]";
  }
}
