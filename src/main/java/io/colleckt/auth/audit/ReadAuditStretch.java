package io.colleckt.auth.audit;

import io.colleckt.auth.account.Actor;

/**
 * Rows of the workspace's audit log that follow each other, oldest first.
 *
 * @param from the smallest number
 * @param limit at most so many rows
 */
public record ReadAuditStretch(Actor actor, long from, int limit) {}
