package io.colleckt.auth.webhook;

/** What is to be sent next? Prolongs the lease, or ends it when nothing is due. */
public record BeginDelivery(Lease lease) {}
