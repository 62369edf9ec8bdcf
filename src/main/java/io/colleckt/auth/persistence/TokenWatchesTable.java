package io.colleckt.auth.persistence;

import io.colleckt.auth.finding.Watch;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What is known of the use of each token, beside its habits. */
final class TokenWatchesTable {

  /**
   * The watches of these tokens, made where there is none yet, and held until the end of the
   * transaction; by primary key, in one order, so that two transactions cannot wait for each other.
   */
  Future<List<Watch>> hold(SqlConnection connection, Collection<Long> tokenIds) {
    Tuple ids = Tuple.of((Object) tokenIds.toArray(Long[]::new));
    return connection
        .preparedQuery(
            """
            insert into token_watches (token_id)
            select id from tokens where id = any($1) order by id on conflict (token_id) do nothing
            """)
        .execute(ids)
        .compose(
            made ->
                connection
                    .preparedQuery(
                        """
                        select token_id, first_accepted_at, last_accepted_on, networks, user_agents, routes
                        from token_watches where token_id = any($1) order by token_id for update
                        """)
                    .execute(ids))
        .map(rows -> Rows.all(rows, TokenWatchesTable::watch));
  }

  /** Stores watches that are held; by primary key. */
  Future<Void> update(SqlConnection connection, List<Watch> watches) {
    return connection
        .preparedQuery(
            """
            update token_watches w set first_accepted_at = n.first_accepted_at, last_accepted_on = n.last_accepted_on,
              networks = n.networks, user_agents = n.user_agents, routes = n.routes
            from unnest($1::bigint[], $2::timestamptz[], $3::date[], $4::integer[], $5::integer[], $6::integer[])
              n (token_id, first_accepted_at, last_accepted_on, networks, user_agents, routes)
            where w.token_id = n.token_id
            """)
        .execute(
            Tuple.tuple()
                .addValue(watches.stream().map(Watch::tokenId).toArray(Long[]::new))
                .addValue(
                    watches.stream().map(TokenWatchesTable::first).toArray(OffsetDateTime[]::new))
                .addValue(watches.stream().map(Watch::lastAcceptedOn).toArray(LocalDate[]::new))
                .addValue(watches.stream().map(Watch::networks).toArray(Integer[]::new))
                .addValue(watches.stream().map(Watch::userAgents).toArray(Integer[]::new))
                .addValue(watches.stream().map(Watch::routes).toArray(Integer[]::new)))
        .mapEmpty();
  }

  private static OffsetDateTime first(Watch watch) {
    return TokenRows.time(Optional.ofNullable(watch.firstAcceptedAt()));
  }

  private static Watch watch(Row row) {
    OffsetDateTime first = row.getOffsetDateTime("first_accepted_at");
    return new Watch(
        row.getLong("token_id"),
        first == null ? null : first.toInstant(),
        row.getLocalDate("last_accepted_on"),
        row.getInteger("networks"),
        row.getInteger("user_agents"),
        row.getInteger("routes"));
  }
}
