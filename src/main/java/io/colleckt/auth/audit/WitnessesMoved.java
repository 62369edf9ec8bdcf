package io.colleckt.auth.audit;

/** How many heads have been moved; the others were moved by somebody else before. */
public record WitnessesMoved(int count) {}
