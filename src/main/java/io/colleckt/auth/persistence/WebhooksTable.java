package io.colleckt.auth.persistence;

import io.colleckt.auth.token.Token;
import io.colleckt.auth.webhook.CreateWebhook;
import io.colleckt.auth.webhook.EventType;
import io.colleckt.auth.webhook.Webhook;
import io.colleckt.auth.webhook.WebhookSettings;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The webhooks, as those who manage them see and change them. */
final class WebhooksTable {
  /** Whether the webhook {@code w} wants to hear of events of that type, an expression. */
  static String wants(String type) {
    return "w.enabled and (w.events = '{}' or " + type + " = any(w.events))";
  }

  private static final String SELECT =
      """
      select w.id, w.url, w.events, w.description, w.enabled, w.disabled_because, w.failing_since, w.created_at,
        w.created_by, m.email as creator_email
      from webhooks w left join members m on m.id = w.created_by
      """;

  /** All of a workspace, the oldest first; served by webhooks_of_workspace. */
  Future<List<Webhook>> list(Database database, int workspaceId) {
    return database
        .query(SELECT + "where w.workspace_id = $1 order by w.id", Tuple.of(workspaceId))
        .map(rows -> Rows.all(rows, WebhooksTable::webhook));
  }

  /** One of a workspace, by primary key. */
  Future<Optional<Webhook>> find(Database database, int workspaceId, long id) {
    return database
        .query(SELECT + "where w.id = $1 and w.workspace_id = $2", Tuple.of(id, workspaceId))
        .map(rows -> Rows.first(rows, WebhooksTable::webhook));
  }

  /** One of a workspace, by primary key, held against other changes until the commit. */
  Future<Optional<Webhook>> hold(SqlConnection connection, int workspaceId, long id) {
    return connection
        .preparedQuery(SELECT + "where w.id = $1 and w.workspace_id = $2 for no key update of w")
        .execute(Tuple.of(id, workspaceId))
        .map(rows -> Rows.first(rows, WebhooksTable::webhook));
  }

  /** Whether a webhook of that id belongs to another workspace; by primary key. */
  Future<Boolean> isForeign(Database database, int workspaceId, long id) {
    return database
        .query(
            "select from webhooks where id = $1 and workspace_id <> $2", Tuple.of(id, workspaceId))
        .map(rows -> rows.size() > 0);
  }

  /** How many a workspace has; served by webhooks_of_workspace. */
  Future<Integer> count(SqlConnection connection, int workspaceId) {
    return connection
        .preparedQuery("select count(*)::integer as many from webhooks where workspace_id = $1")
        .execute(Tuple.of(workspaceId))
        .map(rows -> rows.iterator().next().getInteger("many"));
  }

  /** Makes a webhook. Completes with its id. */
  Future<Long> insert(SqlConnection connection, CreateWebhook request) {
    WebhookSettings settings = request.settings();
    return connection
        .preparedQuery(
            """
            insert into webhooks (workspace_id, url, events, description, enabled, created_by)
            values ($1, $2, $3, $4, $5, nullif($6::bigint, 0)) returning id
            """)
        .execute(
            Tuple.of(
                request.actor().workspaceId(),
                settings.url(),
                events(settings),
                settings.description(),
                settings.enabled(),
                request.actor().memberId()))
        .map(rows -> rows.iterator().next().getLong("id"));
  }

  /**
   * Writes the settings of a webhook and has it looked at soon, since what waits may go now; by
   * primary key.
   *
   * @param afresh forget that it has failed
   */
  Future<Void> update(SqlConnection connection, long id, WebhookSettings settings, boolean afresh) {
    return connection
        .preparedQuery(
            """
            update webhooks set url = $2, events = $3, description = $4, enabled = $5, next_at = now(),
              disabled_because = case when $6 then null else disabled_because end,
              rests_until = case when $6 then '-infinity' else rests_until end,
              failures = case when $6 then 0 else failures end,
              failing_since = case when $6 then null else failing_since end
            where id = $1
            """)
        .execute(
            Tuple.of(
                id,
                settings.url(),
                events(settings),
                settings.description(),
                settings.enabled(),
                afresh))
        .mapEmpty();
  }

  /** Has a webhook looked at now, however it fares; by primary key. */
  Future<Void> wake(SqlConnection connection, long id) {
    return connection
        .preparedQuery(
            "update webhooks set next_at = now(), rests_until = '-infinity' where id = $1")
        .execute(Tuple.of(id))
        .mapEmpty();
  }

  /** Removes a webhook, its secrets and its deliveries; by primary key. */
  Future<Void> delete(SqlConnection connection, long id) {
    return connection
        .preparedQuery("delete from webhooks where id = $1")
        .execute(Tuple.of(id))
        .mapEmpty();
  }

  private static String[] events(WebhookSettings settings) {
    return settings.events().stream().map(EventType::label).toArray(String[]::new);
  }

  private static Webhook webhook(Row row) {
    List<EventType> events =
        Stream.of(row.getArrayOfStrings("events"))
            .map(label -> EventType.of(label).orElseThrow())
            .toList();
    return new Webhook(
        row.getLong("id"),
        new WebhookSettings(
            row.getString("url"), events, row.getString("description"), row.getBoolean("enabled")),
        new Webhook.Health(
            Optional.ofNullable(row.getString("disabled_because")),
            TokenRows.instant(row, "failing_since")),
        TokenRows.instant(row, "created_at").orElseThrow(),
        Optional.ofNullable(row.getLong("created_by"))
            .map(id -> new Token.Creator(id, row.getString("creator_email"))));
  }
}
