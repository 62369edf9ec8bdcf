package io.colleckt.auth.account;

/** Take a member, or an invitation, out of the workspace; the member's sessions in it end. */
public record RemoveMember(Actor actor, long id) {}
