package io.colleckt.auth.http;

import io.colleckt.auth.account.Member;
import io.colleckt.auth.account.Session;
import io.colleckt.auth.account.WaitingInvitation;
import io.colleckt.auth.account.Workspace;
import io.vertx.core.json.JsonObject;

/** Members, sessions and workspaces, as the contract shows them. */
final class AccountJson {
  private AccountJson() {}

  static JsonObject of(Member member) {
    return new JsonObject()
        .put("id", member.id())
        .put("email", member.email())
        .put("role", member.role().label())
        .put("status", member.accepted() ? "active" : "invited")
        .put("created_at", member.createdAt().toString());
  }

  static JsonObject of(Workspace workspace) {
    return new JsonObject()
        .put("id", workspace.id())
        .put("name", workspace.name())
        .put(
            "token_prefix",
            new JsonObject()
                .put("production", workspace.productionPrefix())
                .put("sandbox", workspace.sandboxPrefix()))
        .put("longest_expiry_days", workspace.longestExpiryDays())
        .put("unlimited_expiry_allowed", workspace.unlimitedExpiryAllowed())
        .put("activity_retention_days", workspace.activityRetentionDays())
        .put("created_at", workspace.createdAt().toString());
  }

  static JsonObject of(WaitingInvitation invitation) {
    return new JsonObject()
        .put("email", invitation.email())
        .put("role", invitation.role().label())
        .put("workspace", invitation.workspace())
        .put("invited_by", invitation.invitedBy().orElse(null))
        .put("expires_at", invitation.expiresAt().toString());
  }

  /** A session, with the CSRF token that goes with its id. */
  static JsonObject of(Session session, String id) {
    return new JsonObject()
        .put("member", of(session.member()))
        .put("workspace", of(session.workspace()))
        .put("csrf_token", SessionCookie.csrfToken(id))
        .put("expires_at", session.expiresAt().toString())
        .put("idle_seconds", session.idle().toSeconds());
  }
}
