package io.colleckt.auth.token;

/**
 * Redis does not know the token. The three values bind a later fill to this very moment: a fill is
 * refused when anything was changed since, or when it comes late.
 *
 * @param namespace of the Redis process that missed, or the empty string when Redis was not asked
 * @param counter of changes in that namespace
 * @param atMillis Redis' time of the miss
 */
public record Miss(String namespace, String counter, long atMillis) implements Judgement {
  /** Redis could not be asked; Postgres judges. */
  public static final Miss NOT_ASKED = new Miss("", "", 0);

  /** Whether Redis was asked, and may be told the answer. */
  public boolean mayFill() {
    return !namespace.isEmpty();
  }
}
