package io.colleckt.auth.account;

/**
 * Invite somebody, or invite them anew when they have not come yet; an earlier code ends then. The
 * code was drawn by the asker and stays with it.
 */
public record InviteMember(Actor actor, String email, Role role, Fingerprint code) {}
