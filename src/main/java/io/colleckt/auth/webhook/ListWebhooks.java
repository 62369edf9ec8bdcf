package io.colleckt.auth.webhook;

import io.colleckt.auth.account.Actor;

/** All webhooks of the actor's workspace. */
public record ListWebhooks(Actor actor) {}
