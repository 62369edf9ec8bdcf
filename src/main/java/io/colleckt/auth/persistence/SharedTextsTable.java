package io.colleckt.auth.persistence;

import io.colleckt.auth.persistence.SharedTexts.Numbered;
import io.colleckt.auth.persistence.SharedTexts.Text;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Texts that rows of the activity share: the routes, or the user agents. */
enum SharedTextsTable {
  ROUTES("activity_routes", "method, path", "t.method", "t.path"),
  USER_AGENTS("activity_user_agents", "user_agent", "''", "t.user_agent");

  private final String find;
  private final String refresh;
  private final String count;
  private final String insert;
  private final String forget;

  SharedTextsTable(String table, String columns, String method, String text) {
    find =
        """
        select t.id, t.seen_on, t.workspace_id, %2$s as method, %3$s as text
        from unnest($1::integer[], $2::text[], $3::text[]) as w(workspace_id, method, text)
        join %1$s t on t.workspace_id = w.workspace_id and %2$s = w.method and %3$s = w.text
        """
            .formatted(table, method, text);
    refresh =
        """
        update %1$s set seen_on = $2
        where id in (select id from %1$s where id = any($1) order by id for update skip locked)
        returning id
        """
            .formatted(table);
    count =
        """
        select workspace_id, count(*) as used from %s where workspace_id = any($1) group by workspace_id
        """
            .formatted(table);
    insert =
        """
        insert into %1$s as t (workspace_id, %2$s, seen_on)
        select workspace_id, %3$s, $4::date
        from unnest($1::integer[], $2::text[], $3::text[]) as w(workspace_id, method, text)
        order by workspace_id, method, text
        on conflict do nothing
        returning t.id, t.seen_on, t.workspace_id, %4$s as method, %5$s as text
        """
            .formatted(
                table, columns, columns.contains(",") ? "method, text" : "text", method, text);
    forget =
        """
        delete from %1$s
        where id in (select id from %1$s where seen_on < current_date - $1::integer order by id limit $2 for update skip locked)
        """
            .formatted(table);
  }

  /** Which of these texts are there; served by the unique key. */
  Future<Map<Text, Numbered>> find(Database database, List<Text> texts) {
    return database.query(find, columns(texts)).map(SharedTextsTable::numbered);
  }

  /** Notes that these are in use that day; by primary key. Those that are still there. */
  Future<List<Integer>> refresh(Database database, Collection<Integer> ids, LocalDate day) {
    return database
        .query(refresh, Tuple.of(ids.toArray(Integer[]::new), day))
        .map(rows -> Rows.all(rows, row -> row.getInteger("id")));
  }

  /** How many texts these workspaces have; served by the unique key. */
  Future<Map<Integer, Long>> count(Database database, List<Integer> workspaces) {
    return database
        .query(count, Tuple.of((Object) workspaces.toArray(Integer[]::new)))
        .map(SharedTextsTable::counts);
  }

  /** Adds texts. Those that another node adds at this moment are not in the result. */
  Future<Map<Text, Integer>> insert(Database database, List<Text> texts, LocalDate day) {
    return texts.isEmpty()
        ? Future.succeededFuture(Map.of())
        : database.query(insert, columns(texts).addValue(day)).map(SharedTextsTable::ids);
  }

  /**
   * Deletes texts that were not seen for so many days, a thousand at once; reads the whole bounded
   * table. How many went.
   */
  Future<Integer> forget(Database database, int days) {
    return database.query(forget, Tuple.of(days, 1000)).map(RowSet::rowCount);
  }

  private static Tuple columns(List<Text> texts) {
    return Tuple.of(
        texts.stream().map(Text::workspaceId).toArray(Integer[]::new),
        texts.stream().map(Text::method).toArray(String[]::new),
        texts.stream().map(Text::text).toArray(String[]::new));
  }

  private static Map<Text, Numbered> numbered(RowSet<Row> rows) {
    Map<Text, Numbered> found = new HashMap<>();
    for (Row row : rows) {
      found.put(text(row), new Numbered(row.getInteger("id"), row.getLocalDate("seen_on")));
    }
    return found;
  }

  private static Map<Text, Integer> ids(RowSet<Row> rows) {
    Map<Text, Integer> ids = new HashMap<>();
    rows.forEach(row -> ids.put(text(row), row.getInteger("id")));
    return ids;
  }

  private static Map<Integer, Long> counts(RowSet<Row> rows) {
    Map<Integer, Long> counts = new HashMap<>();
    rows.forEach(row -> counts.put(row.getInteger("workspace_id"), row.getLong("used")));
    return counts;
  }

  private static Text text(Row row) {
    return new Text(row.getInteger("workspace_id"), row.getString("method"), row.getString("text"));
  }
}
