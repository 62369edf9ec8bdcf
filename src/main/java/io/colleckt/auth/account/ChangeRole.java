package io.colleckt.auth.account;

/** Give a member another role, in force from the member's next request on. */
public record ChangeRole(Actor actor, long id, Role role) {}
