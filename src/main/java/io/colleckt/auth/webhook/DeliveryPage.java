package io.colleckt.auth.webhook;

import java.util.List;

/** A page of deliveries; whether there are more. */
public record DeliveryPage(List<Delivery> deliveries, boolean more) {}
