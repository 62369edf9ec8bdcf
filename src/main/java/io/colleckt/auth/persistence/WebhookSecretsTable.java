package io.colleckt.auth.persistence;

import io.colleckt.auth.webhook.WebhookSecret;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;

/** What signs messages. */
final class WebhookSecretsTable {

  /** Those that sign now, the newest first; served by webhook_secrets_of_webhook. */
  Future<List<WebhookSecret>> of(SqlConnection connection, long webhookId) {
    return connection
        .preparedQuery(
            """
            select secret from webhook_secrets where webhook_id = $1 and (ends_at is null or ends_at > now())
            order by id desc
            """)
        .execute(Tuple.of(webhookId))
        .map(rows -> Rows.all(rows, WebhookSecretsTable::secret));
  }

  Future<Void> insert(SqlConnection connection, long webhookId, WebhookSecret secret) {
    return connection
        .preparedQuery("insert into webhook_secrets (webhook_id, secret) values ($1, $2)")
        .execute(Tuple.of(webhookId, Buffer.buffer(secret.bytes())))
        .mapEmpty();
  }

  /**
   * Lets the present secret sign for another day, and forgets those that have ended; served by
   * webhook_secrets_of_webhook. Completes with when that day is over.
   */
  Future<Instant> retire(SqlConnection connection, long webhookId) {
    return connection
        .preparedQuery("delete from webhook_secrets where webhook_id = $1 and ends_at <= now()")
        .execute(Tuple.of(webhookId))
        .compose(
            done ->
                connection
                    .preparedQuery(
                        """
                        update webhook_secrets set ends_at = now() + interval '24 hours'
                        where webhook_id = $1 and ends_at is null returning ends_at
                        """)
                    .execute(Tuple.of(webhookId)))
        .map(rows -> TokenRows.instant(rows.iterator().next(), "ends_at").orElseThrow());
  }

  /** Deletes those that have ended in whatever webhook; reads the whole table, which is small. */
  Future<Void> forget(Database database) {
    return database
        .query("delete from webhook_secrets where ends_at <= now()", Tuple.tuple())
        .mapEmpty();
  }

  private static WebhookSecret secret(Row row) {
    return WebhookSecret.of(row.getBuffer("secret").getBytes());
  }
}
