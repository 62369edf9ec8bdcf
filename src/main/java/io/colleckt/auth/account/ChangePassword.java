package io.colleckt.auth.account;

/**
 * Give this member another password, and end all sessions of the member but this one.
 *
 * @param session the one that goes on
 */
public record ChangePassword(
    Actor actor, Fingerprint session, Password current, Password replacement) {}
