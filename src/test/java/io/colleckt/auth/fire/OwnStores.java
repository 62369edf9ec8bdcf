package io.colleckt.auth.fire;

import io.colleckt.auth.settings.AppendFsync;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.PostgresProcess;
import io.colleckt.auth.testing.RedisProcess;
import java.io.IOException;
import java.net.URI;

/** A Postgres and a Redis of one run's own, both forced to disk at each commit and each write. */
final class OwnStores implements AutoCloseable {
  private final PostgresProcess postgres = new PostgresProcess();
  private final RedisProcess redis = new RedisProcess(AppendFsync.ALWAYS);

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

  @Override
  public void close() throws IOException {
    redis.close();
    postgres.close();
  }
}
