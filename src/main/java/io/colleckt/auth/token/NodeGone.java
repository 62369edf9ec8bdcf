package io.colleckt.auth.token;

import java.util.UUID;

/** A node stops: what it saw of Redis counts no longer. */
public record NodeGone(UUID node) {}
