package io.colleckt.auth.webhook;

import java.util.Optional;

/** The message that is to be sent now; none = nothing is due, or the lease is another's. */
public record DeliveryBegun(Optional<Message> message) {}
