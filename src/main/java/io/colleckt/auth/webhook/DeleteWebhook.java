package io.colleckt.auth.webhook;

import io.colleckt.auth.account.Actor;

/** Removes a webhook, with all that was on its way to it. */
public record DeleteWebhook(Actor actor, long id) {}
