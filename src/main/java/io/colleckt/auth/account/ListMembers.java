package io.colleckt.auth.account;

/** Who is in the actor's workspace, the invited included? */
public record ListMembers(Actor actor) {}
