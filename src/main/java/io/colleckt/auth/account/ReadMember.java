package io.colleckt.auth.account;

/** Show one member of the actor's workspace. */
public record ReadMember(Actor actor, long id) {}
