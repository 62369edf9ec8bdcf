package io.colleckt.auth.scan;

/**
 * A token, and where in what was read it stood.
 *
 * @param line from 1 on: one more than there were line feeds before it
 */
public record Sighting(long line, FoundToken token) {}
