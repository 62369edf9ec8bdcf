package io.colleckt.auth.token;

/** The verdict on a check that Redis could not judge alone. */
public record Resolved(Verdict verdict) {}
