package io.colleckt.auth.webhook;

/** This node stops before the attempt has ended: another one may try at once. */
public record AbandonDelivery(Lease lease, long deliveryId) {}
