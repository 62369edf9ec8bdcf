package io.colleckt.auth.webhook;

/**
 * What is sent, by Standard Webhooks.
 *
 * @param id the same for each attempt
 * @param timestamp seconds since 1970, of this attempt
 * @param signature of id, timestamp and body: {@link Signature}
 * @param body JSON
 */
public record Message(
    long deliveryId, String url, String id, long timestamp, String signature, String body) {}
