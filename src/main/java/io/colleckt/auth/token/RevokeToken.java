package io.colleckt.auth.token;

import io.colleckt.auth.account.Actor;

/**
 * End a token for good. Answered "done" only when no check that starts afterwards can be accepted
 * by any node; otherwise "pending".
 */
public record RevokeToken(Actor actor, long id) {}
