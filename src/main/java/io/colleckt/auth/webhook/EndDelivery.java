package io.colleckt.auth.webhook;

/**
 * How an attempt ended.
 *
 * @param goOn keep the lease after a success
 */
public record EndDelivery(Lease lease, long deliveryId, Result result, boolean goOn) {}
