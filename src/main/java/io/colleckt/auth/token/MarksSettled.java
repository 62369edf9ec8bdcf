package io.colleckt.auth.token;

/**
 * What became of confirmed marks.
 *
 * @param outstanding rows that must stay, since a running node reports another Redis process
 */
public record MarksSettled(int outstanding) {}
