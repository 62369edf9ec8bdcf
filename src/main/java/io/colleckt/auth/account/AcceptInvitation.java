package io.colleckt.auth.account;

/**
 * Come in with a code. Whoever has no password yet chooses one; whoever has one from another
 * workspace must prove it, so that an inviter cannot take over somebody's account.
 *
 * @param session the fingerprint under which the new session will be known
 */
public record AcceptInvitation(
    Fingerprint code, Password password, Fingerprint session, Visitor visitor) {}
