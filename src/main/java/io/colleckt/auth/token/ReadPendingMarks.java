package io.colleckt.auth.token;

/** Which marks does the outbox demand, the oldest first, at most so many, whoever works on them? */
public record ReadPendingMarks(int limit) {}
