package io.colleckt.auth.account;

/** Whose session is this? Counts as use: the session's idle time starts anew. */
public record ReadSession(Fingerprint session) {}
