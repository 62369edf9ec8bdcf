package io.colleckt.auth.token;

/**
 * What Postgres says to {@link NodeSeen}.
 *
 * @param nowMillis Postgres' time
 * @param allSeeTheSame false when another running node sees another Redis process: then no
 *     revocation is confirmed
 */
public record NodeNoted(long nowMillis, boolean allSeeTheSame) {}
