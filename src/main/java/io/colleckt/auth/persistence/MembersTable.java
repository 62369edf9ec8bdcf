package io.colleckt.auth.persistence;

import io.colleckt.auth.account.Member;
import io.colleckt.auth.account.Role;
import io.colleckt.auth.account.Roster;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;

/** Persons, and who of them belongs to which workspace in what role. */
final class MembersTable {
  private static final String SELECT =
      """
      select m.id as member_id, m.email, s.role, s.accepted_at is not null as accepted, s.created_at as member_since
      from memberships s join members m on m.id = s.member_id
      """;

  /** Who may sign in with that e-mail, and where; served by members_email, memberships_member. */
  Future<Optional<Credentials>> credentials(
      Database database, String email, Optional<Integer> workspaceId) {
    return database
        .query(
            """
            select m.id as member_id, m.email, s.role, true as accepted, s.created_at as member_since,
              s.workspace_id, m.password_hash
            from members m join memberships s on s.member_id = m.id
            where lower(m.email) = lower($1) and m.password_hash is not null and s.accepted_at is not null
              and ($2::integer is null or s.workspace_id = $2)
            order by s.accepted_at, s.workspace_id limit 1
            """,
            Tuple.of(email, workspaceId.orElse(null)))
        .map(rows -> Rows.first(rows, MembersTable::credentials));
  }

  /** The password hash of a person who has one, found by primary key. */
  Future<Optional<String>> passwordHash(Database database, long id) {
    return database
        .query("select password_hash from members where id = $1", Tuple.of(id))
        .map(rows -> Rows.first(rows, row -> row.getString("password_hash")));
  }

  /** All members of a workspace, by its primary key. */
  Future<List<Member>> all(Database database, int workspaceId) {
    return database
        .query(
            SELECT
                + """
                where s.workspace_id = $1 order by s.created_at, m.id
                """,
            Tuple.of(workspaceId))
        .map(rows -> Rows.all(rows, MembersTable::member));
  }

  /** One member of a workspace, by primary key. */
  Future<Optional<Member>> find(Database database, int workspaceId, long id) {
    return database
        .query(
            SELECT
                + """
                where s.workspace_id = $1 and s.member_id = $2
                """,
            Tuple.of(workspaceId, id))
        .map(rows -> Rows.first(rows, MembersTable::member));
  }

  /**
   * Whether a person of that id belongs to other workspaces only; by primary key and by
   * memberships_member.
   */
  Future<Boolean> isForeign(Database database, int workspaceId, long id) {
    return database
        .query(
            """
            select from memberships where member_id = $2 having count(*) > 0 and bool_and(workspace_id <> $1)
            """,
            Tuple.of(workspaceId, id))
        .map(rows -> rows.size() > 0);
  }

  /**
   * Locks these members and all owners of a workspace until the commit, in one order, and tells
   * what they are. So two changes of owners wait for each other.
   */
  Future<Roster> lock(SqlConnection connection, int workspaceId, long one, long another) {
    return connection
        .preparedQuery(
            SELECT
                + """
                where s.workspace_id = $1 and (s.role = 'owner' or s.member_id in ($2, $3))
                order by s.member_id for update of s
                """)
        .execute(Tuple.of(workspaceId, one, another))
        .map(rows -> new Roster(Rows.all(rows, MembersTable::member)));
  }

  /** Makes a person of that e-mail if there is none, and locks that person until the commit. */
  Future<Long> ensurePerson(SqlConnection connection, String email) {
    return connection
        .preparedQuery(
            """
            insert into members as m (email) values ($1)
            on conflict (lower(email)) do update set email = m.email returning id
            """)
        .execute(Tuple.of(email))
        .map(rows -> rows.iterator().next().getLong("id"));
  }

  /** Makes a membership that is not accepted yet, or gives such a one, locked before, that role. */
  Future<Member> invite(SqlConnection connection, int workspaceId, long id, Role role) {
    return connection
        .preparedQuery(
            """
            with invited as (
              insert into memberships as s (workspace_id, member_id, role) values ($1, $2, $3)
              on conflict (workspace_id, member_id) do update set role = excluded.role where s.accepted_at is null
              returning member_id, role, created_at)
            select i.member_id, m.email, i.role, false as accepted, i.created_at as member_since
            from invited i join members m on m.id = i.member_id
            """)
        .execute(Tuple.of(workspaceId, id, role.label()))
        .map(rows -> member(rows.iterator().next()));
  }

  /** Makes a membership count, by primary key. */
  Future<Void> accept(SqlConnection connection, int workspaceId, long id) {
    return connection
        .preparedQuery(
            """
            update memberships set accepted_at = now() where workspace_id = $1 and member_id = $2
            """)
        .execute(Tuple.of(workspaceId, id))
        .mapEmpty();
  }

  /** Gives a member another role, by primary key. */
  Future<Void> changeRole(SqlConnection connection, int workspaceId, long id, Role role) {
    return connection
        .preparedQuery(
            "update memberships set role = $3 where workspace_id = $1 and member_id = $2")
        .execute(Tuple.of(workspaceId, id, role.label()))
        .mapEmpty();
  }

  /** Ends a membership, by primary key. */
  Future<Void> remove(SqlConnection connection, int workspaceId, long id) {
    return connection
        .preparedQuery("delete from memberships where workspace_id = $1 and member_id = $2")
        .execute(Tuple.of(workspaceId, id))
        .mapEmpty();
  }

  /**
   * Takes the password from a person who has entered no workspace any more, so that an invitation
   * lets them choose a new one. Served by memberships_member.
   */
  Future<Void> forgetPasswordOutside(SqlConnection connection, long id) {
    return connection
        .preparedQuery(
            """
            update members set password_hash = null
            where id = $1 and not exists (select from memberships where member_id = $1 and accepted_at is not null)
            """)
        .execute(Tuple.of(id))
        .mapEmpty();
  }

  /**
   * Replaces a password, by primary key, if it is still that one.
   *
   * @param from the hash as it was read, or null where there was none
   * @return completes with whether it was
   */
  Future<Boolean> changePassword(SqlConnection connection, long id, String from, String to) {
    return connection
        .preparedQuery(
            """
            update members set password_hash = $3 where id = $1 and password_hash is not distinct from $2
            """)
        .execute(Tuple.of(id, from, to))
        .map(rows -> rows.rowCount() == 1);
  }

  static Member member(Row row) {
    return new Member(
        row.getLong("member_id"),
        row.getString("email"),
        Role.of(row.getString("role")).orElseThrow(),
        row.getBoolean("accepted"),
        row.getOffsetDateTime("member_since").toInstant());
  }

  private static Credentials credentials(Row row) {
    return new Credentials(
        member(row), row.getInteger("workspace_id"), row.getString("password_hash"));
  }
}
