package io.colleckt.auth.account;

/** End this session. */
public record SignOut(Actor actor, Fingerprint session) {}
