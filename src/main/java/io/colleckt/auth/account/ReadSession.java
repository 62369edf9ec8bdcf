package io.colleckt.auth.account;

/**
 * Whose session is this?
 *
 * @param use whether asking counts as use, so that the session's idle time starts anew; else it is
 *     only looked at
 */
public record ReadSession(Fingerprint session, boolean use) {}
