package io.colleckt.auth.token;

import io.colleckt.auth.account.Actor;

/** Who would notice if this token were revoked? */
public record ReadImpact(Actor actor, long id) {}
