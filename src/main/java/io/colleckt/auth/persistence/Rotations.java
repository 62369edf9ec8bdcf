package io.colleckt.auth.persistence;

import io.colleckt.auth.token.RotationMeter;
import io.colleckt.auth.token.TokenStatus;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Rotated tokens, their replacements, and the calls of both. */
final class Rotations {

  /**
   * The old token and its replacement, in this order, of the rotation in which this token took part
   * last; none when it took part in none. By primary key and tokens_rotated_to.
   */
  Future<List<RotationMeter.Use>> pair(Database database, int workspaceId, long id) {
    return database
        .query(
            """
            select t.id, t.name, t.created_at, t.expires_at, t.last_used_at,
            """
                + TokenRows.STATUS
                + """
                as status, t.state = 'revoked' and not exists
                  (select from outbox o where o.token_id = t.id and o.kind = 'tombstone') as gone
                from (select id, rotated_to from tokens
                      where workspace_id = $1 and rotated_to is not null and (id = $2 or rotated_to = $2)
                      order by id = $2 desc limit 1) p
                join tokens t on t.id in (p.id, p.rotated_to)
                order by t.id = p.rotated_to
                """,
            Tuple.of(workspaceId, id))
        .map(rows -> Rows.all(rows, Rotations::use));
  }

  /** A token's calls by hour or day since then, of 30 days at most; by primary key. */
  Future<List<RotationMeter.Period>> periods(
      Database database, int workspaceId, long id, Instant since, boolean byDay) {
    return database
        .query(
            """
            select p.since, coalesce(sum(h.calls) filter (where h.outcome = 0), 0)::bigint as accepted,
              coalesce(sum(h.calls) filter (where h.outcome <> 0), 0)::bigint as refused
            from generate_series(date_trunc($4::text, greatest($3::timestamptz, now() - interval '30 days')), now(),
              ('1 ' || $4::text)::interval) as p(since)
            left join activity_hours h on h.workspace_id = $1 and h.token_id = $2
              and h.hour >= p.since and h.hour < p.since + ('1 ' || $4::text)::interval
            group by p.since
            order by p.since
            """,
            Tuple.of(workspaceId, id, since.atOffset(ZoneOffset.UTC), byDay ? "day" : "hour"))
        .map(rows -> Rows.all(rows, Rotations::period));
  }

  private static RotationMeter.Use use(Row row) {
    boolean gone = row.getBoolean("gone");
    return new RotationMeter.Use(
        row.getLong("id"),
        row.getString("name"),
        gone ? Optional.empty() : TokenStatus.of(row.getString("status")),
        TokenRows.instant(row, "created_at").orElseThrow(),
        TokenRows.instant(row, "expires_at"),
        TokenRows.instant(row, "last_used_at"));
  }

  private static RotationMeter.Period period(Row row) {
    return new RotationMeter.Period(
        row.getOffsetDateTime("since").toInstant(),
        row.getLong("accepted"),
        row.getLong("refused"));
  }
}
