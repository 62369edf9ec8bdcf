package io.colleckt.auth.testing;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
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

  /** The same server and role, but that database. */
  static String at(String url, String database) {
    return URI.create(url).resolve("/" + database).toString();
  }
}
