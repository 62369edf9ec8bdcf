package io.colleckt.auth.webhook;

import io.colleckt.auth.account.Actor;

/** One webhook. */
public record ReadWebhook(Actor actor, long id) {}
