package io.colleckt.auth.token;

import io.colleckt.auth.account.Actor;

/** Show one token. */
public record ReadToken(Actor actor, long id) {}
