package io.colleckt.auth.persistence;

import io.colleckt.auth.finding.FindingKind;
import io.colleckt.auth.finding.FindingPlan.Opening;
import io.colleckt.auth.finding.FindingPlan.Raise;
import io.colleckt.auth.finding.FindingPlan.Standing;
import io.colleckt.auth.finding.Suspicion;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;

/** What becomes of suspicions in the table of findings. */
final class FindingWriting {

  /**
   * What is stored about each of these, by their place in the list; those of tokens that do not
   * exist are left out. Served by findings_subject, findings_open_subject and primary keys.
   */
  Future<Map<Integer, Standing>> standing(SqlConnection connection, List<Suspicion> suspicions) {
    return connection
        .preparedQuery(
            """
            select (a.place - 1)::integer as place, t.workspace_id,
              exists (select from finding_mutes m where m.token_id = a.token_id and m.kind = a.kind) as muted,
              exists (select from findings f where f.token_id = a.token_id and f.kind = a.kind and f.value = a.value
                and f.last_seen_at >= a.since) as told,
              (select f.id from findings f where f.token_id = a.token_id and f.kind = a.kind and f.value = a.value
                and f.acknowledged_at is null) as same_id,
              standing.open, standing.newest_id
            from unnest($1::bigint[], $2::text[], $3::text[], $4::timestamptz[])
              with ordinality a (token_id, kind, value, since, place)
            join tokens t on t.id = a.token_id
            cross join lateral (
              select count(*)::integer as open, max(f.id) as newest_id from findings f
              where f.token_id = a.token_id and f.kind = a.kind and f.acknowledged_at is null
            ) standing
            """)
        .execute(
            Tuple.tuple()
                .addValue(column(suspicions, Suspicion::tokenId, Long[]::new))
                .addValue(column(suspicions, one -> one.kind().label(), String[]::new))
                .addValue(column(suspicions, Suspicion::value, String[]::new))
                .addValue(column(suspicions, FindingWriting::since, OffsetDateTime[]::new)))
        .map(FindingWriting::standings);
  }

  /** Opens findings, none of which is open yet. Completes with their ids, in their order. */
  Future<List<Long>> insert(SqlConnection connection, List<Opening> openings) {
    return connection
        .preparedQuery(
            """
            insert into findings (workspace_id, token_id, kind, value, detail, opened_at, last_seen_at, occurrences)
            select workspace_id, token_id, kind, value, detail::jsonb, at, at, occurrences
            from unnest($1::integer[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::integer[])
              with ordinality n (workspace_id, token_id, kind, value, detail, at, occurrences, place)
            order by place returning id
            """)
        .execute(
            Tuple.tuple()
                .addValue(column(openings, Opening::workspaceId, Integer[]::new))
                .addValue(column(openings, one -> one.suspicion().tokenId(), Long[]::new))
                .addValue(column(openings, one -> one.suspicion().kind().label(), String[]::new))
                .addValue(column(openings, one -> one.suspicion().value(), String[]::new))
                .addValue(column(openings, one -> json(one.detail()), String[]::new))
                .addValue(column(openings, one -> at(one.suspicion()), OffsetDateTime[]::new))
                .addValue(column(openings, Opening::occurrences, Integer[]::new)))
        .map(rows -> Rows.all(rows, row -> row.getLong("id")).stream().sorted().toList());
  }

  /** Counts more occurrences of open findings; by primary key. */
  Future<Void> raise(SqlConnection connection, Collection<Raise> raises) {
    return connection
        .preparedQuery(
            """
            update findings f set occurrences = f.occurrences + r.occurrences,
              last_seen_at = greatest(f.last_seen_at, r.last_seen_at),
              detail = coalesce(r.detail::jsonb, f.detail) || case
                when r.further > 0 or f.detail ? 'further'
                then jsonb_build_object('further', coalesce((f.detail ->> 'further')::integer, 0) + r.further)
                else '{}' end
            from unnest($1::bigint[], $2::integer[], $3::integer[], $4::text[], $5::timestamptz[])
              r (id, occurrences, further, detail, last_seen_at)
            where f.id = r.id
            """)
        .execute(
            Tuple.tuple()
                .addValue(column(raises, Raise::id, Long[]::new))
                .addValue(column(raises, Raise::occurrences, Integer[]::new))
                .addValue(column(raises, Raise::further, Integer[]::new))
                .addValue(column(raises, one -> json(one.detail()), String[]::new))
                .addValue(column(raises, one -> utc(one.lastSeenAt()), OffsetDateTime[]::new)))
        .mapEmpty();
  }

  private static <T, C> C[] column(
      Collection<T> records, Function<T, C> value, IntFunction<C[]> array) {
    return records.stream().map(value).toArray(array);
  }

  private static Map<Integer, Standing> standings(Iterable<Row> rows) {
    Map<Integer, Standing> standings = new HashMap<>();
    rows.forEach(row -> standings.put(row.getInteger("place"), standing(row)));
    return standings;
  }

  private static Standing standing(Row row) {
    return new Standing(
        row.getInteger("workspace_id"),
        row.getBoolean("muted"),
        row.getBoolean("told"),
        row.getLong("same_id"),
        row.getInteger("open"),
        row.getLong("newest_id"));
  }

  private static String json(Map<String, Object> detail) {
    return detail == null ? null : new JsonObject(detail).encode();
  }

  private static OffsetDateTime since(Suspicion suspicion) {
    FindingKind kind = suspicion.kind();
    return kind.oncePer().map(unit -> at(suspicion).truncatedTo(unit)).orElse(null);
  }

  private static OffsetDateTime at(Suspicion suspicion) {
    return utc(Instant.ofEpochMilli(suspicion.atMillis()));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
