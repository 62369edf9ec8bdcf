package io.colleckt.auth.persistence;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.account.InviteMember;
import io.colleckt.auth.account.Invited;
import io.colleckt.auth.account.Member;
import io.colleckt.auth.account.Role;
import io.colleckt.auth.account.Roster;
import io.colleckt.auth.audit.AuditEntry;
import io.colleckt.auth.bus.Outcome;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Optional;

/** Asking somebody in. */
final class Invitations {
  private final Database database;
  private final MembersTable members = new MembersTable();
  private final InvitationsTable invitations = new InvitationsTable();
  private final AuditTable audit = new AuditTable();

  Invitations(Database database) {
    this.database = database;
  }

  /** Completes once the new code is the only one that lets this person into the workspace. */
  Future<Outcome<Invited>> invite(InviteMember question) {
    return database.transaction(connection -> invite(connection, question));
  }

  private Future<Outcome<Invited>> invite(SqlConnection connection, InviteMember question) {
    long actorId = question.actor().memberId();
    return members
        .lock(connection, question.actor().workspaceId(), actorId, actorId)
        .compose(
            roster ->
                roster.mayManage(actorId, question.role())
                    ? invitePerson(connection, question)
                    : Future.succeededFuture(new Outcome.Forbidden<>()));
  }

  private Future<Outcome<Invited>> invitePerson(SqlConnection connection, InviteMember question) {
    return members
        .ensurePerson(connection, question.email())
        .compose(id -> inviteUnlessThere(connection, question, id));
  }

  private Future<Outcome<Invited>> inviteUnlessThere(
      SqlConnection connection, InviteMember question, long id) {
    Actor actor = question.actor();
    return members
        .lock(connection, actor.workspaceId(), actor.memberId(), id)
        .compose(
            roster -> {
              Optional<Outcome<Invited>> refusal = refusal(actor, roster, id);
              return refusal.isPresent()
                  ? Future.succeededFuture(refusal.get())
                  : insert(connection, question, id);
            });
  }

  /** Somebody who was invited as an owner stays the owners' business. */
  private static Optional<Outcome<Invited>> refusal(Actor actor, Roster roster, long id) {
    Optional<Member> earlier = roster.find(id);
    if (earlier.filter(Member::accepted).isPresent()) {
      return Optional.of(new Outcome.Invalid<>("email", "This person is a member already."));
    }
    Role earlierRole = earlier.map(Member::role).orElse(Role.MEMBER);
    return roster.mayManage(actor.memberId(), earlierRole)
        ? Optional.empty()
        : Optional.of(new Outcome.Forbidden<>());
  }

  private Future<Outcome<Invited>> insert(
      SqlConnection connection, InviteMember question, long id) {
    Actor actor = question.actor();
    int workspaceId = actor.workspaceId();
    return members
        .invite(connection, workspaceId, id, question.role())
        .compose(
            member ->
                invitations
                    .delete(connection, workspaceId, id)
                    .compose(done -> insertCode(connection, question, id))
                    .map(until -> new Invited(member, until)))
        .compose(invited -> audit.insert(connection, entry(actor, invited)).map(invited))
        .map(Outcome.Done::new);
  }

  private Future<Instant> insertCode(SqlConnection connection, InviteMember question, long id) {
    Actor actor = question.actor();
    return invitations.insert(
        connection, question.code(), actor.workspaceId(), id, actor.memberId());
  }

  private static AuditEntry entry(Actor actor, Invited invited) {
    Member member = invited.member();
    JsonObject after =
        new JsonObject()
            .put("email", member.email())
            .put("role", member.role().label())
            .put("expires_at", invited.expiresAt().toString());
    return new AuditEntry(actor, "member.invited", "member:" + member.id(), null, after);
  }
}
