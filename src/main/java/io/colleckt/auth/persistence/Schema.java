package io.colleckt.auth.persistence;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.UnknownHostException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings a database to the schema that this version needs. */
public final class Schema {
  private static final String UNDEFINED_TABLE = "42P01";
  private static final String MIGRATIONS = "/db/migration";

  private Schema() {}

  /**
   * Applies the migrations that the database has not seen, and grants the application's role what
   * it needs. Any number of nodes may do so at once. A database that is current costs one query.
   *
   * <p>Blocks: not for an event loop.
   *
   * @param migrationUrl {@code postgresql://owner:password@host:port/database}
   * @param databaseUrl the application's; its user is the role that gets the grants
   * @throws IllegalArgumentException when a URL cannot be read
   * @throws IllegalStateException when the database cannot be reached or migrated; the first line
   *     says what it answered
   */
  public static void migrate(String migrationUrl, String databaseUrl) {
    JdbcAddress owner = JdbcAddress.of(migrationUrl);
    String role = JdbcAddress.of(databaseUrl).user();
    if (isCurrent(owner)) {
      return;
    }
    try {
      Flyway.configure()
          .dataSource(owner.url(), owner.user(), owner.password())
          .placeholders(Map.of("application_role", quoted(role)))
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new IllegalStateException(
          "The schema cannot be brought up to date as %s at %s (COLLECKT_MIGRATION_URL): %s"
              .formatted(owner.user(), owner.place(), answer(e)),
          e);
    }
  }

  /** What the database said, which Flyway has on a later line; else what Flyway says. */
  private static String answer(FlywayException thrown) {
    Throwable said = thrown;
    while (said.getCause() != null && said.getCause() != said) {
      said = said.getCause();
    }
    String message = said.getMessage() == null ? "" : said.getMessage();
    return said instanceof UnknownHostException ? "There is no host " + message : message;
  }

  /** Asked before Flyway is loaded, which takes longer than everything else at a start. */
  private static boolean isCurrent(JdbcAddress owner) {
    try {
      List<String> known = migrations();
      return !known.isEmpty() && known.equals(applied(owner));
    } catch (SQLException | IOException | URISyntaxException e) {
      return false; // Flyway finds out what is wrong, and says it well.
    }
  }

  private static List<String> applied(JdbcAddress owner) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(owner.url(), owner.user(), owner.password());
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                select coalesce(array_agg(script::text order by script), '{}')
                from flyway_schema_history where success
                """)) {
      rows.next();
      return List.of((String[]) rows.getArray(1).getArray());
    } catch (SQLException e) {
      if (UNDEFINED_TABLE.equals(e.getSQLState())) {
        return List.of();
      }
      throw e;
    }
  }

  private static List<String> migrations() throws IOException, URISyntaxException {
    URL folder = Schema.class.getResource(MIGRATIONS);
    if (folder == null) {
      return List.of();
    }
    if (!"jar".equals(folder.getProtocol())) {
      return names(Path.of(folder.toURI()));
    }
    URL jar = Schema.class.getProtectionDomain().getCodeSource().getLocation();
    try (FileSystem files = FileSystems.newFileSystem(Path.of(jar.toURI()))) {
      return names(files.getPath(MIGRATIONS));
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String quoted(String role) {
    return '"' + role.replace("\"", "\"\"") + '"';
  }
}
