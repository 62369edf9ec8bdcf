package io.colleckt.auth.token;

import java.util.List;

/** Asks Postgres for the records of these ids, revoked ones included. At most 256 at once. */
public record FindTokens(List<Long> ids) {}
