package io.colleckt.auth.webhook;

import io.colleckt.auth.account.Actor;

/** Sends a {@link EventType#PING} to one webhook, before everything else. */
public record SendTest(Actor actor, long id) {}
