package io.colleckt.auth.webhook;

/** Takes webhooks for which something is due and which nobody works on. */
public record LeaseWebhooks(int limit) {}
