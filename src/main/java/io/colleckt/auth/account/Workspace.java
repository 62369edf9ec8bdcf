package io.colleckt.auth.account;

import java.time.Instant;

/**
 * The tenant: everything that is managed belongs to one.
 *
 * @param productionPrefix with what new production secrets begin; mostly the empty string
 * @param sandboxPrefix with what new sandbox secrets begin
 * @param unlimitedExpiryAllowed whether tokens without an expiry may be made
 */
public record Workspace(
    int id,
    String name,
    String productionPrefix,
    String sandboxPrefix,
    int longestExpiryDays,
    boolean unlimitedExpiryAllowed,
    int activityRetentionDays,
    Instant createdAt) {}
