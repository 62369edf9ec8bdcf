package io.colleckt.auth.finding;

import io.colleckt.auth.account.Actor;

/** Show one finding. */
public record ReadFinding(Actor actor, long id) {}
