package io.colleckt.auth.webhook;

import io.colleckt.auth.account.Actor;

/** Changes the settings of a webhook. */
public record ChangeWebhook(Actor actor, long id, WebhookChanges changes) {}
