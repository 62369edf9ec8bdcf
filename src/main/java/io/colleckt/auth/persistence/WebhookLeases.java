package io.colleckt.auth.persistence;

import io.colleckt.auth.webhook.EndDelivery;
import io.colleckt.auth.webhook.Lease;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who sends to which webhook, what comes next there, and what came of it. */
final class WebhookLeases {

  /** What the end of an attempt finds. */
  record Held(int workspaceId, int failures, int attempts, boolean failingForLong) {}

  /** What is to be sent, without what signs it. */
  record Next(long deliveryId, Row row) {}

  /**
   * Takes webhooks that nobody holds, those that have waited longest first, for 30 seconds; served
   * by webhooks_due.
   */
  Future<List<Lease>> take(Database database, int limit) {
    return database
        .query(
            """
            with due as (
              select id from webhooks where enabled and next_at <= now() and leased_until < now()
              order by next_at limit $1 for no key update skip locked)
            update webhooks w set leased_until = now() + interval '30 seconds', lease = w.lease + 1
            from due where w.id = due.id returning w.id, w.lease
            """,
            Tuple.of(limit))
        .map(rows -> Rows.all(rows, row -> new Lease(row.getLong("id"), row.getLong("lease"))));
  }

  /** The URL, for whoever still holds the webhook, now for 30 more seconds; by primary key. */
  Future<Optional<String>> prolong(SqlConnection connection, Lease lease) {
    return connection
        .preparedQuery(
            """
            update webhooks set leased_until = now() + interval '30 seconds'
            where id = $1 and lease = $2 and enabled returning url
            """)
        .execute(Tuple.of(lease.webhookId(), lease.number()))
        .map(rows -> Rows.first(rows, row -> row.getString("url")));
  }

  /**
   * Begins the next attempt: what was asked for, else the oldest that is due. To be called while
   * the webhook's row is held; served by deliveries_next and deliveries_due.
   */
  Future<Optional<Next>> begin(SqlConnection connection, long webhookId) {
    return connection
        .preparedQuery(
            """
            update deliveries d set attempts = d.attempts + 1, attempted_at = now(), due_at = greatest(d.due_at, n.created_at)
            from notices n
            where n.id = d.notice_id and d.id = coalesce(
              (select id from deliveries where webhook_id = $1 and status = 'pending' and due_at = '-infinity'
                order by id limit 1),
              (select id from deliveries where webhook_id = $1 and status = 'pending' and due_at <= now()
                order by id limit 1))
            returning d.id, n.message_id, n.workspace_id, n.type, n.data, n.created_at,
              extract(epoch from now())::bigint as timestamp
            """)
        .execute(Tuple.of(webhookId))
        .map(rows -> Rows.first(rows, row -> new Next(row.getLong("id"), row)));
  }

  /**
   * Holds the webhook of an attempt until the commit, unless another node has it; by primary keys.
   */
  Future<Optional<Held>> hold(SqlConnection connection, Lease lease, long deliveryId) {
    return connection
        .preparedQuery(
            """
            select w.workspace_id, w.failures, d.attempts,
              coalesce(w.failing_since < now() - interval '3 days', false) as failing_for_long
            from webhooks w join deliveries d on d.webhook_id = w.id
            where w.id = $1 and w.lease = $2 and d.id = $3 for no key update of w
            """)
        .execute(Tuple.of(lease.webhookId(), lease.number(), deliveryId))
        .map(rows -> Rows.first(rows, WebhookLeases::held));
  }

  /**
   * Takes a lease back, also from its own questions that are still on the way, and holds the
   * webhook until the commit; by primary key. Completes with false when it was another's already.
   */
  Future<Boolean> takeBack(SqlConnection connection, Lease lease) {
    return connection
        .preparedQuery("update webhooks set lease = lease + 1 where id = $1 and lease = $2")
        .execute(Tuple.of(lease.webhookId(), lease.number()))
        .map(updated -> updated.rowCount() > 0);
  }

  /** Writes how an attempt ended; by primary key. A delay means that there will be another one. */
  Future<Void> end(SqlConnection connection, EndDelivery request, Optional<Duration> delay) {
    boolean delivered = request.result().delivered();
    String status = delivered ? "delivered" : delay.isPresent() ? "pending" : "failed";
    int code = request.result().responseCode();
    return connection
        .preparedQuery(
            """
            update deliveries set status = $2, due_at = now() + $3 * interval '1 millisecond',
              response_code = nullif($4::integer, 0), error = $5
            where id = $1
            """)
        .execute(
            Tuple.of(
                request.deliveryId(),
                status,
                (double) delay.orElse(Duration.ZERO).toMillis(),
                code,
                request.result().error().orElse(null)))
        .mapEmpty();
  }

  /** Notes that something has got through; by primary key. */
  Future<Void> recover(SqlConnection connection, long webhookId) {
    return connection
        .preparedQuery(
            """
            update webhooks set failures = 0, failing_since = null, rests_until = '-infinity'
            where id = $1 and failures > 0
            """)
        .execute(Tuple.of(webhookId))
        .mapEmpty();
  }

  /** Notes a failure, and leaves the receiver alone for a while; by primary key. */
  Future<Void> rest(SqlConnection connection, long webhookId, Duration rest) {
    return connection
        .preparedQuery(
            """
            update webhooks set failures = failures + 1, failing_since = coalesce(failing_since, now()),
              rests_until = now() + $2 * interval '1 millisecond'
            where id = $1
            """)
        .execute(Tuple.of(webhookId, (double) rest.toMillis()))
        .mapEmpty();
  }

  /** Sends nothing there any more; by primary key. */
  Future<Void> disable(SqlConnection connection, long webhookId, String because) {
    return connection
        .preparedQuery("update webhooks set enabled = false, disabled_because = $2 where id = $1")
        .execute(Tuple.of(webhookId, because))
        .mapEmpty();
  }

  /**
   * Lets go of a webhook whose row is held, and says when it is to be looked at again: behind those
   * that wait already. By primary key and deliveries_next.
   */
  Future<Void> release(SqlConnection connection, long webhookId) {
    return connection
        .preparedQuery(
            """
            update webhooks w set leased_until = '-infinity', next_at = (
              select case when min(due_at) is not null then greatest(min(due_at), w.rests_until, now()) end
              from deliveries where webhook_id = w.id and status = 'pending')
            where id = $1
            """)
        .execute(Tuple.of(webhookId))
        .mapEmpty();
  }

  private static Held held(Row row) {
    return new Held(
        row.getInteger("workspace_id"),
        row.getInteger("failures"),
        row.getInteger("attempts"),
        row.getBoolean("failing_for_long"));
  }
}
