package io.colleckt.auth.webhook;

/** The right to send to a webhook; a later one has a higher number and ends this one. */
public record Lease(long webhookId, long number) {}
