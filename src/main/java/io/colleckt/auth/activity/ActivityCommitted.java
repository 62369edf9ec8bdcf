package io.colleckt.auth.activity;

/**
 * How a commit ended.
 *
 * @param won false when another drain had moved the position: nothing was stored
 */
public record ActivityCommitted(boolean won) {}
