package io.colleckt.auth.account;

/** Show the actor's workspace. */
public record ReadWorkspace(Actor actor) {}
