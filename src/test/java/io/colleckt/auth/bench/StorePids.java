package io.colleckt.auth.bench;

import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.RedisConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which processes of this machine the stores are, as they say themselves; absent elsewhere. */
record StorePids(OptionalLong redis, OptionalLong postgres) {
  private static final Pattern PROCESS_ID = Pattern.compile("process_id:([0-9]+)");

  static StorePids of(String redisUrl, String databaseUrl) throws IOException, SQLException {
    return new StorePids(redis(redisUrl), postgres(databaseUrl));
  }

  private static OptionalLong redis(String url) throws IOException {
    try (RedisConnection redis = RedisConnection.connect(url)) {
      Matcher id = PROCESS_ID.matcher((String) redis.command("INFO", "server"));
      return id.find() ? here(Long.parseLong(id.group(1)), "redis") : OptionalLong.empty();
    }
  }

  private static OptionalLong postgres(String url) throws SQLException, IOException {
    try (Connection connection = Database.connect(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      OptionalLong backend = here(row.getLong(1), "postgres");
      return backend.isEmpty()
          ? backend
          : OptionalLong.of(
              ProcessHandle.of(backend.getAsLong())
                  .flatMap(ProcessHandle::parent)
                  .orElseThrow()
                  .pid());
    }
  }

  private static OptionalLong here(long pid, String name) throws IOException {
    Path comm = Path.of("/proc/" + pid + "/comm");
    boolean isIt = Files.exists(comm) && Files.readString(comm).startsWith(name);
    return isIt ? OptionalLong.of(pid) : OptionalLong.empty();
  }
}
