package io.colleckt.auth.foreign;

/**
 * Where tokens come from, and by whose hand.
 *
 * @param source the name of the source: tokens of one are never taken for those of another
 * @param by goes on the audit log: which command, who ran it
 */
public record Origin(String source, String by) {}
