package io.colleckt.auth.audit;

import io.colleckt.auth.audit.Verification.Flaw;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Follows the rows of one workspace from the first to the last. Each hash is the SHA-256 of the
 * hash before it and of the row's content, encoded as {@code audit_hash} in the schema does. Not
 * threadsafe.
 */
public final class AuditChain {
  private static final long MICROS = 1_000_000;

  private final int workspaceId;
  private AuditHead end = AuditHead.NONE;

  public AuditChain(int workspaceId) {
    this.workspaceId = workspaceId;
  }

  /** The last row that was right. */
  public AuditHead end() {
    return end;
  }

  /**
   * Goes on to the next row, in the order of their numbers, or tells what is wrong with it.
   *
   * @param head the end of the chain as stored when the row was read
   */
  public Optional<Flaw> follow(AuditRow row, AuditHead head) {
    long expected = end.seq() + 1;
    if (row.seq() < expected || expected > head.seq()) {
      return flaw(row.seq(), "This row lies outside of the chain.");
    }
    if (row.seq() > expected) {
      return flaw(expected, "This row is missing.");
    }
    if (row.at() == null || !hash(end.hash(), workspaceId, row).equals(row.hash())) {
      return flaw(expected, "This row is not what was written here.");
    }
    end = new AuditHead(expected, row.hash());
    return Optional.empty();
  }

  /** What is wrong when no row follows, given the end of the chain as stored. */
  public Optional<Flaw> finish(AuditHead head) {
    if (end.seq() < head.seq()) {
      return flaw(end.seq() + 1, "The rows from here on are missing.");
    }
    return end.equals(head)
        ? Optional.empty()
        : flaw(end.seq(), "The last row is not the end of the chain.");
  }

  /**
   * The hash of a row.
   *
   * @param previous the hash of the row before, or that of {@link AuditHead#NONE}
   */
  public static String hash(String previous, int workspaceId, AuditRow row) {
    MessageDigest digest = sha256();
    digest.update(HexFormat.of().parseHex(previous));
    add(digest, row.seq());
    add(digest, micros(row.at()));
    add(digest, workspaceId);
    AuditRow.Author by = row.by();
    add(digest, by.memberId() == null ? null : String.valueOf(by.memberId()));
    add(digest, by.email());
    add(digest, by.address());
    add(digest, by.userAgent());
    add(digest, row.action());
    add(digest, row.subject());
    add(digest, row.before());
    add(digest, row.after());
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, long number) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }

  private static void add(MessageDigest digest, String text) {
    byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    int length = text == null ? -1 : bytes.length;
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
    digest.update(bytes);
  }

  private static long micros(Instant at) {
    return at.getEpochSecond() * MICROS + at.getNano() / 1000;
  }

  private static Optional<Flaw> flaw(long seq, String reason) {
    return Optional.of(new Flaw(seq, reason));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
