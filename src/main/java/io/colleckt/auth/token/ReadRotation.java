package io.colleckt.auth.token;

import io.colleckt.auth.account.Actor;

/** How far have clients moved on from the old token to the new one? Asked with the id of either. */
public record ReadRotation(Actor actor, long id) {}
