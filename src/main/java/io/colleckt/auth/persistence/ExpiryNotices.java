package io.colleckt.auth.persistence;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the notices of tokens that expire soon or have expired. Any number of nodes may: each
 * token is locked by the one that writes its notice, and planned anew in the same statement. Used
 * from one context.
 */
final class ExpiryNotices {
  private static final Logger LOG = LoggerFactory.getLogger(ExpiryNotices.class);
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final int BATCH = 200;
  private static final String INSTANT =
      "to_char(%s at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')";

  private final Database database;
  private boolean busy;
  private boolean failing;

  ExpiryNotices(Database database) {
    this.database = database;
  }

  /** Works from now on, on the context of the caller. */
  void start(Rounds rounds) {
    rounds.every(EVERY, this::work);
  }

  private void work() {
    if (busy) {
      return;
    }
    busy = true;
    write()
        .onFailure(this::complain)
        .onSuccess(done -> failing = false)
        .onComplete(done -> busy = false);
  }

  /** Completes once everything that is due now has been written. */
  Future<Void> write() {
    return batch().compose(done -> done == BATCH ? write() : Future.succeededFuture());
  }

  /**
   * Tells what is due of the tokens whose time came first, where a webhook wants to hear of it, and
   * plans what comes next; served by tokens_to_notice. Of several steps that have passed only the
   * last one is told: whoever missed the others need not hear of them. Completes with how many
   * tokens that were.
   */
  private Future<Integer> batch() {
    return database
        .query(
            """
            with due as (
              select id, workspace_id, name, environment, created_at, expires_at,
                ceil(extract(epoch from expires_at - now()) / 86400)::integer as days_left
              from tokens where notice_at <= now() order by notice_at limit $1 for no key update skip locked),
            planned as (
              update tokens t set notice_at = next_expiry_notice(t.created_at, t.expires_at, true)
              from due where t.id = due.id),
            told as (
              insert into notices (workspace_id, type, data)
              select due.workspace_id, type, json_build_object('token', json_build_object(
                'id', id, 'name', name, 'environment', environment, 'created_at', %s, 'expires_at', %s),
                'days_left', greatest(days_left, 0))
              from due, lateral
                (select case when expires_at <= now() then 'token.expired' else 'token.expiring' end as type) as what
              where exists (select from webhooks w where w.workspace_id = due.workspace_id and %s)
              order by expires_at)
            select count(*)::integer as tokens from due
            """
                .formatted(
                    INSTANT.formatted("created_at"),
                    INSTANT.formatted("expires_at"),
                    WebhooksTable.wants("type")),
            Tuple.of(BATCH))
        .map(rows -> rows.iterator().next().getInteger("tokens"));
  }

  /** Once for each outage. */
  private void complain(Throwable cause) {
    if (!failing) {
      database.warn(LOG, "Tokens expire without a notice for now", cause);
    }
    failing = true;
  }
}
