package io.colleckt.auth.account;

/** Ask what an invitation is for, with its code and nothing else. */
public record ReadInvitation(Fingerprint code) {}
