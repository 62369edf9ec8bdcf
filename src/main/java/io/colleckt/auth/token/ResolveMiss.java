package io.colleckt.auth.token;

/** Asks for the verdict on a check that Redis could not judge. */
public record ResolveMiss(Check check, Miss miss) {}
