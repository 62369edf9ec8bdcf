package io.colleckt.auth.persistence;

import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.token.Environment;
import io.colleckt.auth.token.FindTokens;
import io.colleckt.auth.token.NodeGone;
import io.colleckt.auth.token.NodeNoted;
import io.colleckt.auth.token.NodeSeen;
import io.colleckt.auth.token.SecretHash;
import io.colleckt.auth.token.TokenRecord;
import io.colleckt.auth.token.TokenState;
import io.colleckt.auth.token.TokensFound;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;

/**
 * Answers what the checks ask of Postgres, on connections of their own, so that management cannot
 * starve them.
 */
final class CheckAnswers {
  private final Database database;

  CheckAnswers(Database database) {
    this.database = database;
  }

  void register(EventBus bus) {
    Addresses.FIND_TOKENS.answer(bus, this::find);
    Addresses.NODE_SEEN.answer(bus, this::noteNode);
    Addresses.NODE_GONE.answer(bus, this::forgetNode);
  }

  /** What the truth says of these ids right now, revoked ones included; by primary key. */
  Future<TokensFound> find(FindTokens request) {
    return database
        .query(
            """
            select id, workspace_id, environment, secret_hash, state, version, abilities, allowed_ips::text[] as allowed_ips,
                   rate_limit, rate_window_seconds, expires_at, (extract(epoch from now()) * 1000)::bigint as now_millis
            from tokens
            where id = any($1)
            """,
            Tuple.of(request.ids().toArray(Long[]::new)))
        .map(CheckAnswers::found);
  }

  /**
   * Notes which Redis process a node sees and forgets nodes that are gone; tells the time and
   * whether others disagree.
   */
  private Future<NodeNoted> noteNode(NodeSeen seen) {
    return database
        .query(
            """
            with gone as (delete from nodes where seen_at < now() - interval '1 minute'),
            noted as (
              insert into nodes (id, namespace) values ($1, $2)
              on conflict (id) do update set namespace = excluded.namespace, seen_at = now())
            select (extract(epoch from clock_timestamp()) * 1000)::bigint as now_millis,
                   not exists (select from nodes
                               where id <> $1 and namespace <> $2 and seen_at > now() - interval '5 seconds') as agree
            """,
            Tuple.of(seen.node(), seen.namespace()))
        .map(RowSet::iterator)
        .map(rows -> noted(rows.next()));
  }

  /** Forgets a node that stops; by primary key. */
  private Future<NodeGone> forgetNode(NodeGone gone) {
    return database.query("delete from nodes where id = $1", Tuple.of(gone.node())).map(gone);
  }

  private static NodeNoted noted(Row row) {
    return new NodeNoted(row.getLong("now_millis"), row.getBoolean("agree"));
  }

  private static TokensFound found(RowSet<Row> rows) {
    Map<Long, TokenRecord> records = new HashMap<>();
    long nowMillis = 0;
    for (Row row : rows) {
      records.put(row.getLong("id"), record(row));
      nowMillis = row.getLong("now_millis");
    }
    return new TokensFound(records, nowMillis);
  }

  private static TokenRecord record(Row row) {
    OffsetDateTime expiresAt = row.getOffsetDateTime("expires_at");
    return new TokenRecord(
        row.getLong("id"),
        row.getInteger("workspace_id"),
        Environment.of(row.getString("environment")).orElseThrow(),
        SecretHash.ofBytes(row.getBuffer("secret_hash").getBytes()),
        expiresAt == null ? TokenRecord.NEVER : expiresAt.toInstant().toEpochMilli(),
        TokenState.of(row.getString("state")),
        row.getInteger("version"),
        TokenRows.grant(row));
  }
}
