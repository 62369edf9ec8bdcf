package io.colleckt.auth.token;

/** A token of the workspace, in whatever state. */
public record KnownToken(long id) {}
