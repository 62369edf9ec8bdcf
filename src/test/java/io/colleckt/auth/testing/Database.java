package io.colleckt.auth.testing;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A database that a test has for itself.
 *
 * @param databaseUrl as the application's role
 * @param migrationUrl as the role that owns it
 */
public record Database(String databaseUrl, String migrationUrl) {
  /** A JDBC connection to a {@code postgresql://role:password@host:port/database} URL. */
  public static Connection connect(String url) throws SQLException {
    URI uri = URI.create(url);
    Properties properties = new Properties();
    int colon = uri.getUserInfo().indexOf(':');
    properties.setProperty("user", uri.getUserInfo().substring(0, colon));
    properties.setProperty("password", uri.getUserInfo().substring(colon + 1));
    return DriverManager.getConnection(
        "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath(), properties);
  }

  /** The rows of a query by the owner, each as the text of its columns, joined by blanks. */
  public List<String> rows(String sql) {
    try (Connection connection = connect(migrationUrl);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(text(rows));
      }
      return texts;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** Runs a statement as the owner. */
  public void execute(String sql) {
    try (Connection connection = connect(migrationUrl);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  private static String text(ResultSet row) throws SQLException {
    List<String> columns = new ArrayList<>();
    for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
      columns.add(row.getString(column));
    }
    return String.join(" ", columns);
  }

  /** The same server and role, but that database. */
  static String at(String url, String database) {
    return URI.create(url).resolve("/" + database).toString();
  }
}
