package io.colleckt.auth.webhook;

import io.colleckt.auth.account.Actor;

/** Gives a webhook another secret; until the old one ends, both sign. */
public record RotateSecret(Actor actor, long id, WebhookSecret secret) {}
