package io.colleckt.auth.activity;

import io.colleckt.auth.token.StreamPosition;

/** Everything up to this entry is in the activity log. */
public record PositionRead(StreamPosition position) {}
