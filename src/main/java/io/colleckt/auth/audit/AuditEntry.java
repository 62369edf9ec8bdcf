package io.colleckt.auth.audit;

import io.colleckt.auth.account.Actor;
import io.vertx.core.json.JsonObject;

/**
 * One change by a member or an operator. Never holds a secret, a password, or a hash of one.
 *
 * @param action past tense with its noun first, as webhooks name it: {@code token.revoked}
 * @param subject what was changed: {@code token:12}, {@code member:3}, {@code workspace:1}, or the
 *     method and route of a request that was refused
 * @param before the changed fields as they were, or null
 * @param after the changed fields as they are now, or null
 */
public record AuditEntry(
    Actor actor, String action, String subject, JsonObject before, JsonObject after) {}
