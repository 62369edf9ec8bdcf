package io.colleckt.auth.token;

import java.util.Map;

/**
 * What Postgres knows.
 *
 * @param records by id; an id that is not here does not exist
 * @param nowMillis Postgres' time of the read, by which expiry is judged; 0 when nothing was found
 */
public record TokensFound(Map<Long, TokenRecord> records, long nowMillis) {}
