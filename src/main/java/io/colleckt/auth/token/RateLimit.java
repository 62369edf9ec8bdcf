package io.colleckt.auth.token;

/**
 * At most so many accepted calls in a window, spread by the generic cell rate algorithm (GCRA): a
 * burst of {@code limit}, then one call each {@code windowSeconds / limit}.
 *
 * @param limit calls, 1 to 1,000,000
 * @param windowSeconds length of the window in seconds, 1 to 86,400
 */
public record RateLimit(int limit, int windowSeconds) {}
