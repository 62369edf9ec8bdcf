package io.colleckt.auth.token;

/**
 * The outcome of one check. Only {@link Accepted} lets a caller in; what is not certain is {@link
 * Unavailable}.
 */
public sealed interface Verdict extends Judgement {

  /**
   * The token is live and may do what was asked.
   *
   * @param quota what is left of its rate limit, or null when it has none
   */
  record Accepted(LiveToken token, Quota quota) implements Verdict {}

  /**
   * A known token that is expired, revoked, paused, used with a wrong secret or from a foreign
   * address: 401.
   */
  record Refused(CheckOutcome outcome) implements Verdict {}

  /** A live token that lacks the required ability: 403. */
  record LacksAbility() implements Verdict {}

  /** A live token that was used too often: 429. */
  record RateLimited(Quota quota) implements Verdict {}

  /** There is no token of that id: 401, recorded nowhere. */
  record Unknown() implements Verdict {}

  /** In doubt: 503. */
  record Unavailable() implements Verdict {}

  Verdict UNKNOWN = new Unknown();
  Verdict UNAVAILABLE = new Unavailable();
  Verdict LACKS_ABILITY = new LacksAbility();
  Verdict EXPIRED = new Refused(CheckOutcome.EXPIRED);
  Verdict REVOKED = new Refused(CheckOutcome.REVOKED);
  Verdict PAUSED = new Refused(CheckOutcome.PAUSED);
  Verdict WRONG_SECRET = new Refused(CheckOutcome.WRONG_SECRET);
  Verdict ADDRESS = new Refused(CheckOutcome.ADDRESS);
}
