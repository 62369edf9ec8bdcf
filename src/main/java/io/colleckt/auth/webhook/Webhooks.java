package io.colleckt.auth.webhook;

import java.util.List;

/** Those who came first at the front. */
public record Webhooks(List<Webhook> all) {}
