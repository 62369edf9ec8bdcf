package io.colleckt.auth.persistence;

import io.colleckt.auth.account.Fingerprint;
import io.colleckt.auth.account.Member;
import io.colleckt.auth.account.Role;
import io.colleckt.auth.account.WaitingInvitation;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Invitations that wait to be accepted: at most one a member and workspace. */
final class InvitationsTable {
  static final Duration LIFE = Duration.ofDays(2);

  /**
   * An invitation that can be accepted.
   *
   * @param passwordHash of a person who is already known from another workspace
   */
  record Invitation(int workspaceId, Member member, Optional<String> passwordHash) {}

  /** Which live invitation has that code, by primary key. */
  private static final String FIND =
      """
      select i.workspace_id, m.id as member_id, m.email, s.role, false as accepted, s.created_at as member_since, m.password_hash
      from invitations i
        join memberships s on s.workspace_id = i.workspace_id and s.member_id = i.member_id and s.accepted_at is null
        join members m on m.id = i.member_id
      where i.code_hash = $1 and i.expires_at > now()
      """;

  /** What the live invitation of that code is for; by primary keys. */
  Future<Optional<WaitingInvitation>> describe(Database database, Fingerprint code) {
    return database
        .query(
            """
            select m.email, s.role, w.name, inviter.email as invited_by, i.expires_at
            from invitations i
              join memberships s on s.workspace_id = i.workspace_id and s.member_id = i.member_id and s.accepted_at is null
              join members m on m.id = i.member_id
              join workspaces w on w.id = i.workspace_id
              left join members inviter on inviter.id = i.invited_by
            where i.code_hash = $1 and i.expires_at > now()
            """,
            Tuple.of(key(code)))
        .map(rows -> Rows.first(rows, InvitationsTable::waiting));
  }

  /** The live invitation of that code. */
  Future<Optional<Invitation>> find(Database database, Fingerprint code) {
    return database
        .query(FIND, Tuple.of(key(code)))
        .map(rows -> Rows.first(rows, InvitationsTable::invitation));
  }

  /**
   * The same, locked with its member until the commit: of two who accept at once, one finds it. The
   * membership is locked first, as by those who end invitations.
   */
  Future<Optional<Invitation>> lock(SqlConnection connection, Fingerprint code) {
    return connection
        .preparedQuery(FIND + "for update of s, m, i")
        .execute(Tuple.of(key(code)))
        .map(rows -> Rows.first(rows, InvitationsTable::invitation));
  }

  /** When the live invitations to a workspace end, by member; reads the whole, small table. */
  Future<Map<Long, Instant>> ends(Database database, int workspaceId) {
    return database
        .query(
            "select member_id, expires_at from invitations where workspace_id = $1 and expires_at > now()",
            Tuple.of(workspaceId))
        .map(
            rows -> {
              Map<Long, Instant> ends = new HashMap<>();
              rows.forEach(
                  row ->
                      ends.put(
                          row.getLong("member_id"),
                          row.getOffsetDateTime("expires_at").toInstant()));
              return ends;
            });
  }

  /** Makes an invitation. Completes with the instant at which it ends. */
  Future<Instant> insert(
      SqlConnection connection, Fingerprint code, int workspaceId, long memberId, long invitedBy) {
    return connection
        .preparedQuery(
            """
            insert into invitations (code_hash, workspace_id, member_id, invited_by, expires_at)
            values ($1, $2, $3, $4, now() + $5 * interval '1 hour') returning expires_at
            """)
        .execute(Tuple.of(key(code), workspaceId, memberId, invitedBy, (int) LIFE.toHours()))
        .map(rows -> rows.iterator().next().getOffsetDateTime("expires_at").toInstant());
  }

  /** Deletes every invitation of a member to a workspace; served by invitations_member. */
  Future<Void> delete(SqlConnection connection, int workspaceId, long memberId) {
    return connection
        .preparedQuery("delete from invitations where member_id = $1 and workspace_id = $2")
        .execute(Tuple.of(memberId, workspaceId))
        .mapEmpty();
  }

  /** Deletes what can be accepted no longer; reads the whole, small table. */
  Future<Void> forget(Database database) {
    return database
        .query("delete from invitations where expires_at < now()", Tuple.tuple())
        .mapEmpty();
  }

  private static Invitation invitation(Row row) {
    return new Invitation(
        row.getInteger("workspace_id"),
        MembersTable.member(row),
        Optional.ofNullable(row.getString("password_hash")));
  }

  private static WaitingInvitation waiting(Row row) {
    return new WaitingInvitation(
        row.getString("email"),
        Role.of(row.getString("role")).orElseThrow(),
        row.getString("name"),
        Optional.ofNullable(row.getString("invited_by")),
        row.getOffsetDateTime("expires_at").toInstant());
  }

  private static Buffer key(Fingerprint code) {
    return Buffer.buffer(code.bytes());
  }
}
