package io.colleckt.auth.activity;

/** Everything up to the ends that were named is in the activity log. */
public record Drained() {}
