package io.colleckt.auth.webhook;

import java.time.Instant;

/** Until when the secrets before this one sign too. */
public record SecretRotated(Instant previousEndsAt) {}
