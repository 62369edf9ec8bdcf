package io.colleckt.auth.persistence;

import io.colleckt.auth.token.Grant;
import io.colleckt.auth.token.IssueToken;
import io.colleckt.auth.token.ReadTokenNames;
import io.colleckt.auth.token.TokenNames;
import io.colleckt.auth.token.TokenState;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The tokens, as those who manage them see and change them. */
final class TokensTable {
  /** A token as its workspace sees it; the table is called t. */
  static final String SELECT =
      "select " + TokenRows.COLUMNS + "from tokens t left join members m on m.id = t.created_by\n";

  /** A token that is still to be seen, by primary key; a revoked one only while it is pending. */
  Future<Optional<StoredToken>> find(Database database, int workspaceId, long id) {
    return database
        .query(
            SELECT
                + """
                where t.id = $1 and t.workspace_id = $2 and (t.state <> 'revoked'
                  or exists (select from outbox o where o.token_id = t.id and o.kind = 'tombstone'))
                """,
            Tuple.of(id, workspaceId))
        .map(TokenRows::stored);
  }

  /** A token in whatever state, by primary key. */
  Future<Optional<StoredToken>> findAny(Database database, int workspaceId, long id) {
    return database
        .query(SELECT + "where t.id = $1 and t.workspace_id = $2", Tuple.of(id, workspaceId))
        .map(TokenRows::stored);
  }

  /** A token in whatever state, by primary key, held against other changes until the commit. */
  Future<Optional<StoredToken>> hold(SqlConnection connection, int workspaceId, long id) {
    return connection
        .preparedQuery(SELECT + "where t.id = $1 and t.workspace_id = $2 for no key update of t")
        .execute(Tuple.of(id, workspaceId))
        .map(TokenRows::stored);
  }

  /** What these tokens of a workspace are called, in whatever state they are; by primary key. */
  Future<TokenNames> names(Database database, ReadTokenNames request) {
    return database
        .query(
            "select id, name, state = 'revoked' as revoked from tokens where id = any($1) and"
                + " workspace_id = $2",
            Tuple.of(request.ids().toArray(Long[]::new), request.workspaceId()))
        .map(TokenRows::names);
  }

  /** Whether the workspace has a token of that id, in whatever state; by primary key. */
  Future<Boolean> has(Database database, int workspaceId, long id) {
    return database
        .query("select from tokens where id = $1 and workspace_id = $2", Tuple.of(id, workspaceId))
        .map(rows -> rows.size() > 0);
  }

  /** Whether a token of that id belongs to another workspace; by primary key. */
  Future<Boolean> isForeign(Database database, int workspaceId, long id) {
    return database
        .query("select from tokens where id = $1 and workspace_id <> $2", Tuple.of(id, workspaceId))
        .map(rows -> rows.size() > 0);
  }

  /** Makes a token. Completes with its id. */
  Future<Long> insert(SqlConnection connection, IssueToken request, Optional<Instant> expiresAt) {
    Grant grant = request.grant();
    return connection
        .preparedQuery(
            """
            insert into tokens (workspace_id, name, environment, secret_hash, abilities, allowed_ips, rate_limit,
              rate_window_seconds, created_by, expires_at)
            values ($1, $2, $3, $4, $5, $6::text[]::cidr[], $7, $8, nullif($9::bigint, 0), $10)
            returning id
            """)
        .execute(
            Tuple.of(request.actor().workspaceId(), request.name(), request.environment().label())
                .addValue(Buffer.buffer(request.hash().bytes()))
                .addValue(TokenRows.abilities(grant))
                .addValue(TokenRows.allowedIps(grant))
                .addValue(TokenRows.limit(grant))
                .addValue(TokenRows.windowSeconds(grant))
                .addValue(request.actor().memberId())
                .addValue(TokenRows.time(expiresAt)))
        .map(rows -> rows.iterator().next().getLong("id"));
  }

  /** Makes the token that replaces another: all its settings, another secret. Its id. */
  Future<Long> insertCopy(
      SqlConnection connection, long id, Buffer hash, Optional<Instant> expiresAt) {
    return connection
        .preparedQuery(
            """
            insert into tokens (workspace_id, name, environment, secret_hash, state, abilities, allowed_ips, rate_limit,
              rate_window_seconds, created_by, expires_at)
            select workspace_id, name, environment, $2, state, abilities, allowed_ips, rate_limit,
              rate_window_seconds, created_by, $3
            from tokens where id = $1 and state <> 'revoked'
            returning id
            """)
        .execute(Tuple.of(id, hash, TokenRows.time(expiresAt)))
        .map(rows -> rows.iterator().next().getLong("id"));
  }

  /** Changes what a member may change; by primary key. */
  Future<Void> update(
      SqlConnection connection, long id, String name, TokenState state, Grant grant) {
    return connection
        .preparedQuery(
            """
            update tokens set name = $2, state = $3, abilities = $4, allowed_ips = $5::text[]::cidr[], rate_limit = $6,
              rate_window_seconds = $7, version = version + 1
            where id = $1 and state <> 'revoked'
            """)
        .execute(
            Tuple.of(id, name, state.label())
                .addValue(TokenRows.abilities(grant))
                .addValue(TokenRows.allowedIps(grant))
                .addValue(TokenRows.limit(grant))
                .addValue(TokenRows.windowSeconds(grant)))
        .mapEmpty();
  }

  /** Lets a replaced token expire, after the grace period at the latest; by primary key. */
  Future<Void> replace(SqlConnection connection, long id, long by, Duration grace) {
    return connection
        .preparedQuery(
            """
            update tokens set rotated_to = $2, version = version + 1,
              expires_at = least(expires_at, date_trunc('second', now()) + make_interval(secs => $3))
            where id = $1 and state <> 'revoked'
            """)
        .execute(Tuple.of(id, by, (double) grace.toSeconds()))
        .mapEmpty();
  }

  /**
   * Lets a token expire, after that time at the latest; by primary key. Completes with whether that
   * is sooner than before.
   */
  Future<Boolean> expireWithin(SqlConnection connection, long id, Duration time) {
    return connection
        .preparedQuery(
            """
            update tokens t set version = t.version + 1, expires_at = n.expires_at
            from (select date_trunc('second', now()) + make_interval(secs => $2) as expires_at) n
            where t.id = $1 and t.state <> 'revoked' and (t.expires_at is null or t.expires_at > n.expires_at)
            """)
        .execute(Tuple.of(id, (double) time.toSeconds()))
        .map(updated -> updated.rowCount() > 0);
  }

  /** Ends a token for good; by primary key. */
  Future<Void> revoke(SqlConnection connection, long id) {
    return connection
        .preparedQuery(
            """
            update tokens set state = 'revoked', revoked_at = now(), version = version + 1
            where id = $1 and state <> 'revoked'
            """)
        .execute(Tuple.of(id))
        .mapEmpty();
  }
}
