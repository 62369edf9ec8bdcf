package io.colleckt.auth.testing;

import io.colleckt.auth.token.CheckOutcome;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What Postgres says of the calls on record, asked by the owner of the database. */
public record ActivityLog(Database database, String redisUrl) {
  /** So many calls of one token with one path and one outcome. */
  public record Counted(long tokenId, String path, CheckOutcome outcome, long calls) {}

  /** Whether all that lies in the streams of Redis has been brought in. */
  public boolean isDrained() throws IOException {
    try (RedisConnection redis = RedisConnection.connect(redisUrl)) {
      for (Object stream : (List<?>) redis.command("SMEMBERS", "activity:streams")) {
        String name = (String) stream;
        Object last = redis.command("XREVRANGE", name, "+", "-", "COUNT", "1");
        if (!positions(name).equals(ids((List<?>) last))) {
          return false;
        }
      }
      return true;
    }
  }

  /** How far a stream has been brought in: nothing or one position. */
  public List<String> positions(String stream) {
    return database.rows(
        "select millis || '-' || sequence from activity_streams where stream = '" + stream + "'");
  }

  /** All of it. */
  public List<Counted> counted() {
    String sql =
        """
        select a.token_id, coalesce(r.path, substr(a.route, strpos(a.route, ' ') + 1)) as path, a.outcome, sum(a.calls) as calls
        from activity a left join activity_routes r on r.id = a.route_id group by 1, 2, 3
        """;
    try (Connection connection = Database.connect(database.migrationUrl());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      List<Counted> counted = new ArrayList<>();
      while (row.next()) {
        CheckOutcome outcome = CheckOutcome.ofCode(row.getInt("outcome"));
        counted.add(
            new Counted(
                row.getLong("token_id"), row.getString("path"), outcome, row.getLong("calls")));
      }
      return counted;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** The figure that a query gives. */
  public long number(String sql) {
    return Long.parseLong(database.rows(sql).get(0));
  }

  private static List<String> ids(List<?> entries) {
    return entries.stream().map(entry -> (String) ((List<?>) entry).get(0)).toList();
  }
}
