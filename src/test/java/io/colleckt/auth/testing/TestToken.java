package io.colleckt.auth.testing;

import io.colleckt.auth.token.PlainTextToken;
import io.colleckt.auth.token.SecretHash;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A token that a test has put into the database itself. */
public record TestToken(long id, String secret) {
  /** A live token with every ability, for a day. */
  public static TestToken insert(Database database) {
    return insert(database, "expires_at = now() + interval '1 day'");
  }

  /**
   * A token with other values.
   *
   * @param set what an {@code update tokens set …} would say
   */
  public static TestToken insert(Database database, String set) {
    String secret = randomSecret();
    try (Connection connection = Database.connect(database.migrationUrl())) {
      long workspace = workspace(connection);
      String insert =
          "insert into tokens (workspace_id, name, environment, secret_hash)"
              + " values (?, 'test', 'production', ?) returning id";
      try (PreparedStatement statement = connection.prepareStatement(insert)) {
        statement.setLong(1, workspace);
        statement.setBytes(2, hash(secret).bytes());
        ResultSet row = statement.executeQuery();
        row.next();
        TestToken token = new TestToken(row.getLong(1), secret);
        token.update(database, set);
        return token;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * So many tokens with other values.
   *
   * @param set what an {@code update tokens set …} would say
   */
  public static List<TestToken> insert(Database database, int count, String set) {
    String sql =
        "insert into tokens (workspace_id, name, environment, secret_hash)"
            + " values (?, 'test', 'production', ?)";
    List<TestToken> tokens = new ArrayList<>();
    try (Connection connection = Database.connect(database.migrationUrl());
        PreparedStatement insert =
            connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
      long workspace = workspace(connection);
      List<String> secrets = Stream.generate(TestToken::randomSecret).limit(count).toList();
      for (String secret : secrets) {
        insert.setLong(1, workspace);
        insert.setBytes(2, hash(secret).bytes());
        insert.addBatch();
      }
      insert.executeBatch();
      ResultSet ids = insert.getGeneratedKeys();
      for (String secret : secrets) {
        ids.next();
        tokens.add(new TestToken(ids.getLong("id"), secret));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    long first = tokens.get(0).id;
    database.execute(
        "update tokens set %s where id between %d and %d"
            .formatted(set, first, tokens.get(count - 1).id));
    return tokens;
  }

  /**
   * Changes the row behind the service's back, as a committed change whose marks were not placed.
   */
  public void update(Database database, String set) {
    String sql = "update tokens set version = version + 1, " + set + " where id = " + id;
    try (Connection connection = Database.connect(database.migrationUrl())) {
      connection.createStatement().execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** {@code id|secret}. */
  public String plainText() {
    return id + "|" + secret;
  }

  /** The hash of its secret. */
  public SecretHash hash() {
    return hash(secret);
  }

  /** The hash of any secret. */
  public static SecretHash hash(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.US_ASCII);
    return SecretHash.ofSecret(bytes, 0, bytes.length);
  }

  /** A secret as the service draws them. */
  public static String randomSecret() {
    return PlainTextToken.draw("").reveal(0).substring("0|".length());
  }

  private static long workspace(Connection connection) throws SQLException {
    String sql =
        "with made as (insert into workspaces (name) select 'Test' where not exists (select from"
            + " workspaces) returning id) select id from made union all select id from workspaces"
            + " limit 1";
    ResultSet row = connection.createStatement().executeQuery(sql);
    row.next();
    return row.getLong(1);
  }
}
