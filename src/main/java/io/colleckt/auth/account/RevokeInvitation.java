package io.colleckt.auth.account;

/**
 * End an invitation that has not been accepted yet: nobody comes in with its link from then on.
 *
 * @param id of the member who was invited
 */
public record RevokeInvitation(Actor actor, long id) {}
