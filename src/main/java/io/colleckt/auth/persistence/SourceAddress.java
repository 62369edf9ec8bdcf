package io.colleckt.auth.persistence;

import io.colleckt.auth.foreign.SourceException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/**
 * Where another system's database is: {@code mysql://} or {@code mariadb://} or {@code
 * postgresql://user:password@host:port/database}, or {@code sqlite:} and the path of its file.
 *
 * @param further what its driver is told besides: how long it waits, and that it only reads
 * @param text how it makes a text of a column
 */
record SourceAddress(JdbcAddress jdbc, Map<String, String> further, String text) {
  private static final String SQLITE = "sqlite:";

  /**
   * @throws SourceException when it is none of these; the message never holds the password
   */
  static SourceAddress of(String address) {
    try {
      if (address.startsWith(SQLITE)) {
        return sqlite(address.substring(SQLITE.length()));
      }
      return address.startsWith("mysql:") || address.startsWith("mariadb:")
          ? new SourceAddress(
              JdbcAddress.of(address, "mysql|mariadb", "mariadb"),
              Map.of("connectTimeout", "10000", "socketTimeout", "60000"),
              "cast(%s as char)")
          : new SourceAddress(
              JdbcAddress.of(address),
              Map.of("connectTimeout", "10", "socketTimeout", "60", "readOnly", "true"),
              "cast(%s as text)");
    } catch (IllegalArgumentException e) {
      throw new SourceException(
          "The address of the source is none: mysql://user:password@host/database, mariadb://…,"
              + " postgresql://… or sqlite:file.");
    }
  }

  private static SourceAddress sqlite(String file) {
    // With this flag a file that is not there is an error, and is not made.
    return new SourceAddress(
        new JdbcAddress("jdbc:sqlite:" + file, "", ""),
        Map.of("open_mode", "1", "busy_timeout", "10000"),
        "cast(%s as text)");
  }

  /** Opens a connection, to be closed. Blocks, ten seconds at most. */
  Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.putAll(further);
    if (!jdbc.user().isEmpty()) {
      properties.setProperty("user", jdbc.user());
      properties.setProperty("password", jdbc.password());
    }
    return DriverManager.getConnection(jdbc.url(), properties);
  }

  /** A column as the database writes it. */
  String asText(String column) {
    return text.formatted(column);
  }

  /** What a driver says, in one line and without the password. */
  String reason(SQLException cause) {
    String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return jdbc.password().isEmpty() ? message : message.replace(jdbc.password(), "…");
  }
}
