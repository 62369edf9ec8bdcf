package io.colleckt.auth.token;

/** What one round trip to Redis says of a check: a verdict, or that Postgres must be asked. */
public sealed interface Judgement permits Verdict, Miss {}
