package io.colleckt.auth.token;

import io.colleckt.auth.account.Actor;

/** Does the actor's workspace have this token, or did it have it before it was revoked? */
public record ConfirmToken(Actor actor, long id) {}
