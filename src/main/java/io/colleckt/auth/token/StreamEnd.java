package io.colleckt.auth.token;

/**
 * How far an activity stream reached at some moment: what was judged before that moment is in the
 * stream up to here.
 */
public record StreamEnd(String stream, StreamPosition position) {}
