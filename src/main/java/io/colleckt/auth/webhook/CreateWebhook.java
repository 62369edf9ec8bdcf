package io.colleckt.auth.webhook;

import io.colleckt.auth.account.Actor;

/** Makes a webhook. The secret is kept, since it signs, and never told again. */
public record CreateWebhook(Actor actor, WebhookSettings settings, WebhookSecret secret) {}
