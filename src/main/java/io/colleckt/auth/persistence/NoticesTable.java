package io.colleckt.auth.persistence;

import io.colleckt.auth.webhook.EventType;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** What has happened and webhooks are to be told. */
final class NoticesTable {
  /** The name of the lock under which deliveries are made. */
  private static final long SPREADING = 0x776562686f6f6bL;

  /**
   * Writes a notice, in the transaction of what happened; nothing when no webhook of the workspace
   * wants to hear of it. Served by webhooks_of_workspace.
   *
   * @param type a label of {@link EventType}
   * @param data what is told, in snake case; never a secret or the hash of one
   */
  Future<Void> add(SqlConnection connection, int workspaceId, String type, JsonObject data) {
    return connection
        .preparedQuery(
            """
            insert into notices (workspace_id, type, data)
            select $1, $2, $3 where exists
              (select from webhooks w where w.workspace_id = $1 and %s)
            """
                .formatted(WebhooksTable.wants("$2")))
        .execute(Tuple.of(workspaceId, EventType.of(type).orElseThrow().label(), data))
        .mapEmpty();
  }

  /** Writes a notice for one webhook that asks to be tested. Completes with its id. */
  Future<Long> addPing(SqlConnection connection, int workspaceId) {
    return connection
        .preparedQuery(
            "insert into notices (workspace_id, type, data, spread) values ($1, $2, '{}', true) returning id")
        .execute(Tuple.of(workspaceId, EventType.PING.label()))
        .map(rows -> rows.iterator().next().getLong("id"));
  }

  /**
   * Makes deliveries of the oldest notices that have none yet, one for each webhook that wants to
   * hear of it and was there when it happened; served by notices_new and webhooks_of_workspace. One
   * node at a time, so that the order is kept; another one does nothing.
   */
  Future<Void> spread(SqlConnection connection, int limit) {
    return connection
        .preparedQuery("select pg_try_advisory_xact_lock($1) as alone")
        .execute(Tuple.of(SPREADING))
        .compose(
            rows ->
                rows.iterator().next().getBoolean("alone")
                    ? spreadAlone(connection, limit)
                    : Future.succeededFuture());
  }

  private static Future<Void> spreadAlone(SqlConnection connection, int limit) {
    return connection
        .preparedQuery(
            """
            with fresh as (
              select id, workspace_id, type, created_at from notices where not spread order by id limit $1),
            marked as (update notices n set spread = true from fresh where n.id = fresh.id),
            made as (
              insert into deliveries (notice_id, webhook_id)
              select f.id, w.id from fresh f join webhooks w on w.workspace_id = f.workspace_id
                and w.created_at <= f.created_at and %s
              order by f.id, w.id returning webhook_id)
            update webhooks w set next_at = least(w.next_at, greatest(now(), w.rests_until))
            from (select distinct webhook_id from made) as told where w.id = told.webhook_id
            """
                .formatted(WebhooksTable.wants("f.type")))
        .execute(Tuple.of(limit))
        .mapEmpty();
  }

  /**
   * Deletes the oldest notices that are older than so many days, with their deliveries; served by
   * notices_by_age. Completes with how many.
   */
  Future<Integer> forget(Database database, int days, int limit) {
    return database
        .query(
            """
            delete from notices where id in (
              select id from notices where created_at < now() - make_interval(days => $1)
              order by created_at limit $2 for update skip locked)
            """,
            Tuple.of(days, limit))
        .map(rows -> rows.rowCount());
  }

  /** What is told to one workspace. */
  record Notice(int workspaceId, JsonObject data) {}

  /** Writes notices of one type as {@link #add} does, in their order, with one statement. */
  Future<Void> addAll(SqlConnection connection, EventType type, List<Notice> notices) {
    return connection
        .preparedQuery(
            """
            insert into notices (workspace_id, type, data)
            select n.workspace_id, $1, n.data::json from unnest($2::integer[], $3::text[]) with ordinality n (workspace_id, data, place)
            where exists (select from webhooks w where w.workspace_id = n.workspace_id and %s)
            order by n.place
            """
                .formatted(WebhooksTable.wants("$1")))
        .execute(
            Tuple.of(
                type.label(),
                notices.stream().map(Notice::workspaceId).toArray(Integer[]::new),
                notices.stream().map(notice -> notice.data().encode()).toArray(String[]::new)))
        .mapEmpty();
  }
}
