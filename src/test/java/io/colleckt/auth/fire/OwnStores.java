package io.colleckt.auth.fire;

import io.colleckt.auth.settings.AppendFsync;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.PostgresProcess;
import io.colleckt.auth.testing.RedisConnection;
import io.colleckt.auth.testing.RedisProcess;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** A Postgres and a Redis of one run's own, both forced to disk at each commit and each write. */
final class OwnStores implements AutoCloseable {
  private final PostgresProcess postgres;
  private final RedisProcess redis;

  /** On disks that are large enough. */
  OwnStores() {
    this(new PostgresProcess(), new RedisProcess(AppendFsync.ALWAYS));
  }

  /** These; they are closed with this. */
  OwnStores(PostgresProcess postgres, RedisProcess redis) {
    this.postgres = postgres;
    this.redis = redis;
  }

  PostgresProcess postgres() {
    return postgres;
  }

  RedisProcess redis() {
    return redis;
  }

  int redisPort() {
    return URI.create(redis.url()).getPort();
  }

  int postgresPort() {
    return URI.create(postgres.databaseUrl()).getPort();
  }

  /** Redis, as it is reached through a port of loopback. */
  String redisUrlAt(int port) {
    return at(redis.url(), port);
  }

  /** Postgres, as it is reached without a network between. */
  Database database() {
    return new Database(postgres.databaseUrl(), postgres.migrationUrl());
  }

  /** Postgres, as it is reached through a port of loopback. */
  Database databaseAt(int port) {
    return new Database(at(postgres.databaseUrl(), port), at(postgres.migrationUrl(), port));
  }

  /** Empties the activity log, so that the next to read all of it reads its own. */
  void forgetCalls() {
    database().execute("truncate activity");
  }

  private static String at(String url, int port) {
    return url.replaceFirst(":\\d+(/|$)", ":" + port + "$1");
  }

  /** How many batches of checks the process of Redis that runs now has on record. */
  long redisCalls() throws IOException {
    try (RedisConnection connection = RedisConnection.connect(redis.url())) {
      String runId =
          ((String) connection.command("INFO", "server"))
              .replaceAll("(?s).*run_id:(\\p{XDigit}{12}).*", "$1");
      long calls = 0;
      for (Object stream : (List<?>) connection.command("SMEMBERS", "activity:streams")) {
        if (((String) stream).startsWith(runId)) {
          calls += (Long) connection.command("XLEN", (String) stream);
        }
      }
      return calls;
    }
  }

  @Override
  public void close() throws IOException {
    redis.close();
    postgres.close();
  }
}
