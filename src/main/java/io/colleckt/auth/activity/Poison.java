package io.colleckt.auth.activity;

import io.colleckt.auth.token.StreamPosition;

/**
 * An entry of a stream that could not be read, set aside for a person to look at.
 *
 * @param entryHex its bytes in hex
 */
public record Poison(StreamPosition position, String entryHex, String reason) {}
