package io.colleckt.auth.webhook;

import java.util.List;

/** Those that were taken. */
public record WebhooksLeased(List<Lease> leases) {}
