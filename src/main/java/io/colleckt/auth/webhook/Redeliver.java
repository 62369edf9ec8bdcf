package io.colleckt.auth.webhook;

import io.colleckt.auth.account.Actor;

/** Sends what one delivery was to bring once more, under the same message id. */
public record Redeliver(Actor actor, long id, long deliveryId) {}
