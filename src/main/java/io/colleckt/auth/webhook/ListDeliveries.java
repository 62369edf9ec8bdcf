package io.colleckt.auth.webhook;

import io.colleckt.auth.account.Actor;

/** What was, is and will be sent to a webhook, the newest first, below an id. */
public record ListDeliveries(Actor actor, long id, long below, int limit) {}
