package io.colleckt.auth.webhook;

/** This node stops, with or without an attempt under way: another one may send at once. */
public record AbandonDelivery(Lease lease) {}
