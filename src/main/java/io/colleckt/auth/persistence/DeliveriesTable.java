package io.colleckt.auth.persistence;

import io.colleckt.auth.webhook.Delivery;
import io.colleckt.auth.webhook.ListDeliveries;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is on its way to webhooks, as members see it. What was asked for has no time: it is due
 * first.
 */
final class DeliveriesTable {
  private static final String SELECT =
      """
      select d.id, n.message_id, n.type, d.status, d.attempts, n.created_at, d.attempted_at, d.response_code, d.error,
        case when d.status = 'pending' then case when isfinite(d.due_at) then d.due_at else n.created_at end end as next_at
      from deliveries d join notices n on n.id = d.notice_id
      """;

  /** One page of a webhook's deliveries, the newest first; served by deliveries_of_webhook. */
  Future<List<Delivery>> page(Database database, ListDeliveries request, int limit) {
    return database
        .query(
            SELECT + "where d.webhook_id = $1 and d.id < $2 order by d.id desc limit $3",
            Tuple.of(request.id(), request.below(), limit))
        .map(rows -> Rows.all(rows, DeliveriesTable::delivery));
  }

  /** What a delivery of that webhook brings; by primary key. */
  Future<Optional<Long>> noticeOf(SqlConnection connection, long webhookId, long id) {
    return connection
        .preparedQuery("select notice_id from deliveries where id = $1 and webhook_id = $2")
        .execute(Tuple.of(id, webhookId))
        .map(rows -> Rows.first(rows, row -> row.getLong("notice_id")));
  }

  /** How much that was asked for waits; served by deliveries_next. */
  Future<Integer> asked(SqlConnection connection, long webhookId) {
    return connection
        .preparedQuery(
            """
            select count(*)::integer as many from deliveries
            where webhook_id = $1 and status = 'pending' and due_at = '-infinity'
            """)
        .execute(Tuple.of(webhookId))
        .map(rows -> rows.iterator().next().getInteger("many"));
  }

  /** Asks for a delivery before all others. */
  Future<Delivery> ask(SqlConnection connection, long webhookId, long noticeId) {
    return connection
        .preparedQuery(
            """
            insert into deliveries (notice_id, webhook_id, due_at) values ($1, $2, '-infinity') returning id
            """)
        .execute(Tuple.of(noticeId, webhookId))
        .map(rows -> rows.iterator().next().getLong("id"))
        .compose(id -> connection.preparedQuery(SELECT + "where d.id = $1").execute(Tuple.of(id)))
        .map(rows -> Rows.first(rows, DeliveriesTable::delivery).orElseThrow());
  }

  /** As Standard Webhooks writes the id of a message. */
  static String messageId(UUID id) {
    return "msg_" + id.toString().replace("-", "");
  }

  private static Delivery delivery(Row row) {
    return new Delivery(
        row.getLong("id"),
        messageId(row.getUUID("message_id")),
        row.getString("type"),
        row.getString("status"),
        row.getInteger("attempts"),
        new Delivery.Times(
            TokenRows.instant(row, "created_at").orElseThrow(),
            TokenRows.instant(row, "attempted_at"),
            TokenRows.instant(row, "next_at")),
        Optional.ofNullable(row.getInteger("response_code")),
        Optional.ofNullable(row.getString("error")));
  }
}
