package io.colleckt.auth.persistence;

import io.colleckt.auth.foreign.Ceiling;
import io.colleckt.auth.foreign.Drift;
import io.colleckt.auth.foreign.ForeignToken;
import io.colleckt.auth.foreign.KnownImport;
import io.colleckt.auth.foreign.KnownImport.Settings;
import io.colleckt.auth.token.SecretHash;
import io.colleckt.auth.token.TokenState;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tokens that come from another system, beside how they were there. */
final class ImportedTokensTable {
  /** A token here, and what is known of it at a source; that is joined as i. */
  private static final String KNOWN =
      """
      select t.id, t.workspace_id, t.secret_hash, t.state, t.name, t.abilities, t.expires_at,
        t.last_used_at, i.token_id is not null as known, i.name as seen_name, i.abilities as seen_abilities,
        i.expires_at as seen_expires_at, i.ceiling_abilities, i.ceiling_expires_at
      from tokens t left join imported_tokens i on i.token_id = t.id and i.source = $2
      """;

  /** What is here under these ids; by primary key. */
  Future<List<KnownImport>> known(Database database, String source, List<Long> ids) {
    return database
        .query(KNOWN + "where t.id = any($1)", Tuple.of(ids.toArray(Long[]::new), source))
        .map(rows -> Rows.all(rows, ImportedTokensTable::known));
  }

  /** The same of one, held against other changes until the commit; by primary key. */
  Future<KnownImport> hold(SqlConnection connection, String source, long id) {
    return connection
        .preparedQuery(KNOWN + "where t.id = $1 for no key update of t")
        .execute(Tuple.of(id, source))
        .map(rows -> known(rows.iterator().next()));
  }

  /** What comes from a source and is not revoked; by imported_tokens_of_source, a page at once. */
  Future<List<KnownImport>> ofSource(Database database, String source, long after, int limit) {
    return database
        .query(
            KNOWN
                + """
                where i.source = $2 and i.token_id > $1 and t.state <> 'revoked' order by i.token_id limit $3
                """,
            Tuple.of(after, source, limit))
        .map(rows -> Rows.all(rows, ImportedTokensTable::known));
  }

  /** Sets ids aside for the source. Completes with the last one that no new token gets. */
  Future<Long> reserve(Database database, long upTo) {
    return database
        .query("select tokens_reserve($1)", Tuple.of(upTo))
        .map(rows -> rows.iterator().next().getLong(0));
  }

  /** The highest id that was ever imported; by primary key. */
  Future<Long> highest(Database database) {
    return database
        .query("select coalesce(max(token_id), 0)::bigint from imported_tokens", Tuple.tuple())
        .map(rows -> rows.iterator().next().getLong(0));
  }

  /** Of these workspaces, those that exist; by primary key. */
  Future<List<Integer>> workspaces(Database database, List<Integer> ids) {
    return database
        .query(
            "select id from workspaces where id = any($1)",
            Tuple.of((Object) ids.toArray(Integer[]::new)))
        .map(rows -> Rows.all(rows, row -> row.getInteger(0)));
  }

  /**
   * Makes tokens with the ids that they have at the source. Completes with those that were made: an
   * id that is taken stays what it is.
   */
  Future<List<ForeignToken>> insert(SqlConnection connection, List<ForeignToken> tokens) {
    return connection
        .preparedQuery(
            """
            insert into tokens (id, workspace_id, name, environment, secret_hash, abilities, created_at, expires_at, last_used_at)
            overriding system value
            values ($1, $2, $3, $4, $5, $6, coalesce($7, now()), $8, $9)
            on conflict (id) do nothing
            """)
        .executeBatch(tokens.stream().map(ImportedTokensTable::row).toList())
        .map(rows -> made(rows, tokens));
  }

  /** Writes down how tokens that were made are at the source. */
  Future<Void> note(SqlConnection connection, String source, List<ForeignToken> tokens) {
    return tokens.isEmpty()
        ? Future.succeededFuture()
        : connection
            .preparedQuery(
                """
                insert into imported_tokens (token_id, source, name, abilities, expires_at) values ($1, $2, $3, $4, $5)
                """)
            .executeBatch(tokens.stream().map(token -> seen(source, token)).toList())
            .mapEmpty();
  }

  /** Writes down how one is at the source now, and what was left to it here; by primary key. */
  Future<Void> note(SqlConnection connection, Drift drift) {
    Settings theirs = Settings.of(drift.token());
    Ceiling ceiling = drift.ceiling();
    return connection
        .preparedQuery(
            """
            update imported_tokens
            set name = $2, abilities = $3, expires_at = $4, ceiling_abilities = $5, ceiling_expires_at = $6
            where token_id = $1
            """)
        .execute(
            Tuple.of(drift.token().id(), theirs.name(), theirs.abilities().toArray(String[]::new))
                .addValue(TokenRows.time(theirs.expiresAt()))
                .addValue(ceiling.abilities().map(most -> most.toArray(String[]::new)).orElse(null))
                .addValue(TokenRows.time(ceiling.expiresAt())))
        .mapEmpty();
  }

  /** Changes what may have changed at the source; by primary key. */
  Future<Void> update(SqlConnection connection, long id, SecretHash hash, Settings settings) {
    return connection
        .preparedQuery(
            """
            update tokens set secret_hash = $2, name = $3, abilities = $4, expires_at = $5, version = version + 1
            where id = $1 and state <> 'revoked'
            """)
        .execute(
            Tuple.of(
                id,
                Buffer.buffer(hash.bytes()),
                settings.name(),
                settings.abilities().toArray(String[]::new),
                TokenRows.time(settings.expiresAt())))
        .mapEmpty();
  }

  /** When tokens were last used at the source, forward only; by primary key. */
  Future<Void> use(Database database, List<ForeignToken> tokens) {
    return database
        .query(
            """
            update tokens t set last_used_at = used.at
            from (select * from unnest($1::bigint[], $2::timestamptz[]) as u(id, at) order by id) used
            where t.id = used.id and (t.last_used_at is null or t.last_used_at < used.at)
            """,
            Tuple.tuple()
                .addValue(tokens.stream().map(ForeignToken::id).toArray(Long[]::new))
                .addValue(
                    tokens.stream()
                        .map(token -> TokenRows.time(token.dates().lastUsedAt()))
                        .toArray(OffsetDateTime[]::new)))
        .mapEmpty();
  }

  private static List<ForeignToken> made(RowSet<Row> rows, List<ForeignToken> tokens) {
    List<ForeignToken> made = new ArrayList<>();
    RowSet<Row> each = rows;
    for (ForeignToken token : tokens) {
      if (each.rowCount() == 1) {
        made.add(token);
      }
      each = each.next();
    }
    return made;
  }

  private static Tuple row(ForeignToken token) {
    return Tuple.of(token.id(), token.workspaceId(), token.name(), token.environment().label())
        .addValue(Buffer.buffer(token.hash().bytes()))
        .addValue(token.abilities().toArray(String[]::new))
        .addValue(TokenRows.time(token.dates().createdAt()))
        .addValue(TokenRows.time(token.dates().expiresAt()))
        .addValue(TokenRows.time(token.dates().lastUsedAt()));
  }

  private static Tuple seen(String source, ForeignToken token) {
    return Tuple.of(token.id(), source, token.name())
        .addValue(token.abilities().toArray(String[]::new))
        .addValue(TokenRows.time(token.dates().expiresAt()));
  }

  private static KnownImport known(Row row) {
    Settings now =
        new Settings(
            row.getString("name"),
            List.of(row.getArrayOfStrings("abilities")),
            TokenRows.instant(row, "expires_at"));
    return new KnownImport(
        row.getLong("id"),
        row.getInteger("workspace_id"),
        SecretHash.ofBytes(row.getBuffer("secret_hash").getBytes()),
        TokenState.of(row.getString("state")),
        now,
        row.getBoolean("known") ? Optional.of(seen(row)) : Optional.empty(),
        ceiling(row),
        TokenRows.instant(row, "last_used_at"));
  }

  private static Settings seen(Row row) {
    return new Settings(
        row.getString("seen_name"),
        List.of(row.getArrayOfStrings("seen_abilities")),
        TokenRows.instant(row, "seen_expires_at"));
  }

  private static Ceiling ceiling(Row row) {
    return new Ceiling(
        Optional.ofNullable(row.getArrayOfStrings("ceiling_abilities")).map(List::of),
        TokenRows.instant(row, "ceiling_expires_at"));
  }
}
