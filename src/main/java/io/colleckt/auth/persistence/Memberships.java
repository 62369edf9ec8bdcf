package io.colleckt.auth.persistence;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.account.ChangeRole;
import io.colleckt.auth.account.ListMembers;
import io.colleckt.auth.account.Member;
import io.colleckt.auth.account.Members;
import io.colleckt.auth.account.ReadMember;
import io.colleckt.auth.account.RemoveMember;
import io.colleckt.auth.account.RevokeInvitation;
import io.colleckt.auth.account.Role;
import io.colleckt.auth.account.Roster;
import io.colleckt.auth.audit.AuditEntry;
import io.colleckt.auth.bus.Outcome;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Who is in a workspace: listing, changing roles, removing. */
final class Memberships {
  private static final String ACCEPTED =
      "The invitation has been accepted: this person is a member now.";

  private final Database database;
  private final Trespasses trespasses;
  private final MembersTable members = new MembersTable();
  private final InvitationsTable invitations = new InvitationsTable();
  private final SessionsTable sessions = new SessionsTable();
  private final AuditTable audit = new AuditTable();

  Memberships(Database database) {
    this.database = database;
    this.trespasses = new Trespasses(database);
  }

  /** Completes with all members, the invited included. */
  Future<Members> list(ListMembers question) {
    int workspaceId = question.actor().workspaceId();
    Future<Map<Long, Instant>> invited = invitations.ends(database, workspaceId);
    return members
        .all(database, workspaceId)
        .compose(all -> invited.map(until -> new Members(all, until)));
  }

  /** Completes with the member, or {@code NotFound}. */
  Future<Outcome<Member>> read(ReadMember question) {
    Actor actor = question.actor();
    return members
        .find(database, actor.workspaceId(), question.id())
        .map(Outcome::of)
        .compose(outcome -> recorded(outcome, actor, question.id()));
  }

  /** Completes once the role is in force for the next request of the member. */
  Future<Outcome<Member>> changeRole(ChangeRole question) {
    Actor actor = question.actor();
    return database
        .transaction(
            connection ->
                members
                    .lock(connection, actor.workspaceId(), actor.memberId(), question.id())
                    .compose(roster -> changeRole(connection, question, roster)))
        .compose(outcome -> recorded(outcome, actor, question.id()));
  }

  /** Completes with the member as it was, once its sessions in the workspace are gone. */
  Future<Outcome<Member>> remove(RemoveMember question) {
    Actor actor = question.actor();
    return database
        .transaction(
            connection ->
                members
                    .lock(connection, actor.workspaceId(), actor.memberId(), question.id())
                    .compose(roster -> remove(connection, question, roster)))
        .compose(outcome -> recorded(outcome, actor, question.id()));
  }

  /**
   * Completes with whom nobody lets in any more. Of this and an acceptance at the same moment one
   * wins; when it is the acceptance, nothing is ended and that is a {@code Conflict}.
   */
  Future<Outcome<Member>> revokeInvitation(RevokeInvitation question) {
    Actor actor = question.actor();
    return database
        .transaction(
            connection ->
                members
                    .lock(connection, actor.workspaceId(), actor.memberId(), question.id())
                    .compose(roster -> revokeInvitation(connection, question, roster)))
        .compose(outcome -> recorded(outcome, actor, question.id()));
  }

  private Future<Outcome<Member>> revokeInvitation(
      SqlConnection connection, RevokeInvitation question, Roster roster) {
    Actor actor = question.actor();
    Optional<Member> target = roster.find(question.id());
    if (target.isEmpty()) {
      return Future.succeededFuture(new Outcome.NotFound<>());
    }
    Member invited = target.get();
    if (!roster.mayManage(actor.memberId(), invited.role())) {
      return Future.succeededFuture(new Outcome.Forbidden<>());
    }
    return invited.accepted()
        ? Future.succeededFuture(new Outcome.Conflict<>(ACCEPTED))
        : end(connection, actor, invited, "invitation.revoked");
  }

  private Future<Outcome<Member>> changeRole(
      SqlConnection connection, ChangeRole question, Roster roster) {
    Actor actor = question.actor();
    Optional<Member> target = roster.find(question.id());
    if (target.isEmpty()) {
      return Future.succeededFuture(new Outcome.NotFound<>());
    }
    Member member = target.get();
    if (!roster.mayManage(actor.memberId(), member.role())
        || !roster.mayManage(actor.memberId(), question.role())) {
      return Future.succeededFuture(new Outcome.Forbidden<>());
    }
    if (question.role() != Role.OWNER && roster.isLastOwner(member.id())) {
      return Future.succeededFuture(
          new Outcome.Conflict<>("The last owner cannot be given another role."));
    }
    return member.role() == question.role()
        ? Future.succeededFuture(new Outcome.Done<>(member))
        : record(connection, actor, member, question.role());
  }

  private Future<Outcome<Member>> record(
      SqlConnection connection, Actor actor, Member member, Role role) {
    AuditEntry entry =
        new AuditEntry(
            actor, "member.role_changed", subject(member.id()), role(member.role()), role(role));
    return members
        .changeRole(connection, actor.workspaceId(), member.id(), role)
        .compose(done -> audit.insert(connection, entry))
        .map(new Outcome.Done<>(member.in(role)));
  }

  private Future<Outcome<Member>> remove(
      SqlConnection connection, RemoveMember question, Roster roster) {
    Actor actor = question.actor();
    Optional<Member> target = roster.find(question.id());
    if (target.isEmpty()) {
      return Future.succeededFuture(new Outcome.NotFound<>());
    }
    if (!roster.mayManage(actor.memberId(), target.get().role())) {
      return Future.succeededFuture(new Outcome.Forbidden<>());
    }
    return roster.isLastOwner(question.id())
        ? Future.succeededFuture(new Outcome.Conflict<>("The last owner cannot be removed."))
        : end(connection, actor, target.get(), "member.removed");
  }

  private Future<Outcome<Member>> end(
      SqlConnection connection, Actor actor, Member member, String action) {
    int workspaceId = actor.workspaceId();
    JsonObject before = role(member.role()).put("email", member.email());
    AuditEntry entry = new AuditEntry(actor, action, subject(member.id()), before, null);
    return invitations
        .delete(connection, workspaceId, member.id())
        .compose(done -> sessions.endAll(connection, workspaceId, member.id()))
        .compose(done -> members.remove(connection, workspaceId, member.id()))
        .compose(done -> members.forgetPasswordOutside(connection, member.id()))
        .compose(done -> audit.insert(connection, entry))
        .map(new Outcome.Done<>(member));
  }

  /** Completes once a reach for a member of other workspaces is on record. */
  private Future<Outcome<Member>> recorded(Outcome<Member> outcome, Actor actor, long id) {
    return trespasses.recorded(
        outcome, actor, subject(id), () -> members.isForeign(database, actor.workspaceId(), id));
  }

  private static String subject(long id) {
    return "member:" + id;
  }

  private static JsonObject role(Role role) {
    return new JsonObject().put("role", role.label());
  }
}
