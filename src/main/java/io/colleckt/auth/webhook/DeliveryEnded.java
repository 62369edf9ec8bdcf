package io.colleckt.auth.webhook;

/** Whether the lease still holds. */
public record DeliveryEnded(boolean held) {}
