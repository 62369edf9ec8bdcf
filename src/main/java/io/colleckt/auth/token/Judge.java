package io.colleckt.auth.token;

/**
 * Judges a check by a record of Postgres, when Redis cannot be asked. The Redis function {@code
 * judge} in {@code colleckt.lua} says the same in the same order, and counts rate limits, which are
 * off here.
 */
public final class Judge {
  private static final SecretHash DUMMY = SecretHash.ofBytes(new byte[SecretHash.LENGTH]);

  private Judge() {}

  /**
   * The verdict by what Postgres said.
   *
   * @param record what Postgres holds, or null for an unknown id: it costs the same comparison
   * @param nowMillis the time of the store that the record came from
   */
  public static Verdict judge(TokenRecord record, Check check, long nowMillis) {
    boolean rightSecret = (record == null ? DUMMY : record.hash()).matches(check.hash());
    if (record == null) {
      return Verdict.UNKNOWN;
    }
    if (record.state() == TokenState.REVOKED) {
      return Verdict.REVOKED;
    }
    if (!rightSecret) {
      return Verdict.WRONG_SECRET;
    }
    if (nowMillis >= record.expiresAtMillis()) {
      return Verdict.EXPIRED;
    }
    if (record.state() == TokenState.PAUSED) {
      return Verdict.PAUSED;
    }
    if (!record.grant().admits(check.caller().address())) {
      return Verdict.ADDRESS;
    }
    if (!record.grant().holds(check.ability())) {
      return Verdict.LACKS_ABILITY;
    }
    return new Verdict.Accepted(live(record), null);
  }

  private static LiveToken live(TokenRecord record) {
    return new LiveToken(
        record.id(),
        record.workspaceId(),
        record.environment(),
        String.join(" ", record.grant().abilities()),
        record.expiresAtMillis());
  }
}
