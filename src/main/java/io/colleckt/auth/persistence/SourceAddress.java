package io.colleckt.auth.persistence;

import io.colleckt.auth.foreign.SourceException;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where another system's database is: {@code mysql://} or {@code mariadb://} or {@code
 * postgresql://user:password@host:port/database}, or {@code sqlite:} and the path of its file.
 *
 * @param further what its driver is told besides: how long it waits, and that it only reads
 * @param text how it makes a text of a column
 */
record SourceAddress(JdbcAddress jdbc, Map<String, String> further, String text) {
  private static final String SQLITE = "sqlite:";
  private static final Pattern REMOTE =
      Pattern.compile(
          "jdbc:(mariadb|postgresql)://(?<host>[^/?]+?)(:(3306|5432))?(?<database>/[^?]*)(\\?(?<query>.*))?");
  private static final Pattern LOCAL =
      Pattern.compile("(?i)((.*\\.)?localhost|127\\..*|0\\.0\\.0\\.0|\\[[0:]*1?])(:\\d*)?");

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

  /**
   * Which database this is, without credentials: {@code host/database}, the port unless it is the
   * usual one. Empty where the same words mean another database on another machine.
   */
  Optional<String> place() {
    Matcher remote = REMOTE.matcher(jdbc.url());
    if (!remote.matches() || LOCAL.matcher(remote.group("host")).matches()) {
      return Optional.empty();
    }
    String place = remote.group("host").toLowerCase(Locale.ROOT) + remote.group("database");
    return Optional.of(schema(remote.group("query")).map(name -> place + "/" + name).orElse(place));
  }

  /** Of Postgres, where it is said. */
  private static Optional<String> schema(String query) {
    return query == null
        ? Optional.empty()
        : Stream.of(query.split("&"))
            .filter(parameter -> parameter.startsWith("currentSchema="))
            .map(parameter -> parameter.substring(parameter.indexOf('=') + 1))
            .findFirst();
  }

  /** Whether it says that nobody answers there, and not that something is wrong. */
  static boolean isAway(SQLException cause) {
    boolean broken = String.valueOf(cause.getSQLState()).matches("08.*|57P0.");
    boolean late = cause instanceof SQLTransientException;
    return broken || late || cause.getCause() instanceof IOException;
  }

  /** What a driver says, in one line and without passwords. */
  String reason(SQLException cause) {
    String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return Stream.concat(Stream.of(jdbc.password()), jdbc.secrets())
        .filter(secret -> !secret.isEmpty())
        .reduce(message, (text, secret) -> text.replace(secret, "…"));
  }
}
