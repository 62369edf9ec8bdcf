package io.colleckt.auth.activity;

/** How far has this stream been brought into the activity log? */
public record ReadPosition(String stream) {}
