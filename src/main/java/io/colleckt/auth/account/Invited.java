package io.colleckt.auth.account;

import java.time.Instant;

/** Somebody may come in with a code until then. */
public record Invited(Member member, Instant expiresAt) {}
