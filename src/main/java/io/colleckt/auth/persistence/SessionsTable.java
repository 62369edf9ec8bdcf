package io.colleckt.auth.persistence;

import io.colleckt.auth.account.Fingerprint;
import io.colleckt.auth.account.Session;
import io.colleckt.auth.account.Visitor;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Optional;

/**
 * Sessions of the dashboard, which end when they are idle or old. Role and settings are read with
 * the session, so a change of either is in force at the next request.
 */
final class SessionsTable {
  /** A session ends once it has not been used for so long, ... */
  private static final Duration IDLE = Duration.ofMinutes(30);

  /** ... and so long after it began at the latest. */
  private static final Duration LONGEST = Duration.ofHours(12);

  /** That a session is alive, in every statement with the same parameters. */
  private static final String ALIVE =
      """
      last_seen_at > now() - $2 * interval '1 second' and created_at > now() - $3 * interval '1 second'
      """;

  /** Whose live session that is and when it ends, found by its key. */
  private static final String LOOK =
      """
      select m.id as member_id, m.email, s.role, true as accepted, s.created_at as member_since,
        w.id as workspace_id, w.name, w.production_prefix, w.sandbox_prefix, w.longest_expiry_days,
        w.unlimited_expiry_allowed, w.activity_retention_days, w.created_at as workspace_since, x.expires_at
      from (select workspace_id, member_id, created_at + $3 * interval '1 second' as expires_at
            from sessions where id_hash = $1 and
      """
          + ALIVE
          + """
        ) x
        join memberships s on s.workspace_id = x.workspace_id and s.member_id = x.member_id and s.accepted_at is not null
        join members m on m.id = x.member_id
        join workspaces w on w.id = x.workspace_id
      """;

  /**
   * The same, and notes the use, at most every ten seconds: so exact is the end of an idle session.
   */
  private static final String USE =
      """
      with used as (
        update sessions set last_seen_at = now()
        where id_hash = $1 and last_seen_at < now() - interval '10 seconds' and
      """
          + ALIVE
          + ")\n"
          + LOOK;

  /** The live session of that fingerprint, which is used by this very look. */
  Future<Optional<Session>> use(Database database, Fingerprint session) {
    return database
        .query(USE, alive(session))
        .map(rows -> Rows.first(rows, SessionsTable::session));
  }

  /** The same, but looking is no use. */
  Future<Optional<Session>> look(Database database, Fingerprint session) {
    return database
        .query(LOOK, alive(session))
        .map(rows -> Rows.first(rows, SessionsTable::session));
  }

  /** The session, used by this look within a transaction. */
  Future<Optional<Session>> use(SqlConnection connection, Fingerprint session) {
    return connection
        .preparedQuery(USE)
        .execute(alive(session))
        .map(rows -> Rows.first(rows, SessionsTable::session));
  }

  /**
   * Begins a session, found by primary keys, only if the membership and the password that was
   * proved still stand; both are held until the commit, so that neither changes meanwhile.
   *
   * @return completes with whether it was begun
   */
  Future<Boolean> begin(
      SqlConnection connection, Fingerprint session, Credentials proved, Visitor visitor) {
    return connection
        .preparedQuery(
            """
            insert into sessions (id_hash, workspace_id, member_id, address, user_agent)
            select $1, s.workspace_id, s.member_id, $5, $6
            from memberships s join members m on m.id = s.member_id
            where s.workspace_id = $2 and s.member_id = $3 and s.accepted_at is not null and m.password_hash = $4
            for share of s, m
            """)
        .execute(
            Tuple.of(
                key(session),
                proved.workspaceId(),
                proved.member().id(),
                proved.passwordHash(),
                visitor.address(),
                visitor.userAgent()))
        .map(rows -> rows.rowCount() == 1);
  }

  /** Ends one session, found by its key. Completes with whether there was one. */
  Future<Boolean> end(SqlConnection connection, Fingerprint session) {
    return connection
        .preparedQuery("delete from sessions where id_hash = $1")
        .execute(Tuple.of(key(session)))
        .map(rows -> rows.rowCount() == 1);
  }

  /** Ends all sessions of a member but one, in every workspace; served by sessions_member. */
  Future<Void> endOthers(SqlConnection connection, long memberId, Fingerprint kept) {
    return connection
        .preparedQuery("delete from sessions where member_id = $1 and id_hash <> $2")
        .execute(Tuple.of(memberId, key(kept)))
        .mapEmpty();
  }

  /** Ends all sessions of a member in one workspace; served by sessions_member. */
  Future<Void> endAll(SqlConnection connection, int workspaceId, long memberId) {
    return connection
        .preparedQuery("delete from sessions where member_id = $1 and workspace_id = $2")
        .execute(Tuple.of(memberId, workspaceId))
        .mapEmpty();
  }

  /** Deletes sessions that nobody can use any more; reads the whole, small table. */
  Future<Void> forget(Database database) {
    return database
        .query(
            """
            delete from sessions
            where last_seen_at < now() - $1 * interval '1 second' or created_at < now() - $2 * interval '1 second'
            """,
            Tuple.of(IDLE.toSeconds(), LONGEST.toSeconds()))
        .mapEmpty();
  }

  private static Tuple alive(Fingerprint session) {
    return Tuple.of(key(session), IDLE.toSeconds(), LONGEST.toSeconds());
  }

  private static Buffer key(Fingerprint session) {
    return Buffer.buffer(session.bytes());
  }

  private static Session session(Row row) {
    return new Session(
        MembersTable.member(row),
        WorkspacesTable.workspace(row),
        row.getOffsetDateTime("expires_at").toInstant(),
        IDLE);
  }
}
