package io.colleckt.auth.settings;

import io.colleckt.auth.settings.Settings.Stores;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which stores a node has, from what is set and left out. */
final class StoreChoice {
  private static final Set<String> POSTGRES = Set.of("postgresql", "postgres");
  private static final String POSTGRES_EXAMPLE = "postgresql://user:password@host:5432/database";

  private StoreChoice() {}

  static Stores of(Values values, NodeSettings node) {
    Stores stores = node.does(NodeRole.PERSISTENCE) ? all(values) : redisAlone(values);
    if (stores instanceof Settings.Embedded && node.cluster().isPresent()) {
      throw values.refused(
          Key.CLUSTER_HOST,
          "left out unless COLLECKT_DATABASE_URL and COLLECKT_REDIS_URL name stores that all nodes"
              + " share");
    }
    return stores;
  }

  private static Stores all(Values values) {
    Optional<String> database = postgres(values, Key.DATABASE_URL);
    Optional<String> migration = postgres(values, Key.MIGRATION_URL);
    Optional<String> redis = redis(values);
    AppendFsync appendFsync = values.word(Key.REDIS_APPENDFSYNC, AppendFsync.class).orElseThrow();
    if (database.isPresent() && redis.isPresent()) {
      refuseFsyncOfOthers(values);
      return new Settings.External(database.get(), migration.orElse(database.get()), redis.get());
    }
    if (database.isPresent() || redis.isPresent() || migration.isPresent()) {
      throw new SettingsException(
          "COLLECKT_DATABASE_URL and COLLECKT_REDIS_URL must both be set, or, for embedded stores,"
              + " neither of them nor COLLECKT_MIGRATION_URL.");
    }
    return new Settings.Embedded(Path.of(values.text(Key.DATA_DIR).orElseThrow()), appendFsync);
  }

  /**
   * Without the role that owns Postgres. Such a node holds no credentials of it; its word counts
   * all the same, so whoever breaks into it can ask as anybody.
   */
  private static Stores redisAlone(Values values) {
    for (Key key : List.of(Key.DATABASE_URL, Key.MIGRATION_URL)) {
      if (values.text(key).isPresent()) {
        throw values.refused(key, "left out on a node without the role persistence");
      }
    }
    refuseFsyncOfOthers(values);
    return new Settings.RedisOnly(
        redis(values)
            .orElseThrow(
                () ->
                    new SettingsException(
                        "COLLECKT_REDIS_URL must be set on a node without the role persistence.")));
  }

  private static void refuseFsyncOfOthers(Values values) {
    if (!values.text(Key.REDIS_APPENDFSYNC).equals(Optional.of(AppendFsync.EVERYSEC.label()))) {
      throw values.refused(Key.REDIS_APPENDFSYNC, "left out when COLLECKT_REDIS_URL is set");
    }
  }

  private static Optional<String> postgres(Values values, Key key) {
    return values.url(key, POSTGRES, POSTGRES_EXAMPLE).map(URI::toString);
  }

  private static Optional<String> redis(Values values) {
    return values
        .url(Key.REDIS_URL, Set.of("redis", "rediss"), "redis://:password@host:6379")
        .map(url -> wholeProcess(values, url));
  }

  /**
   * One process, one set of keys: nodes on two databases of it would not see each other's
   * revocations.
   */
  private static String wholeProcess(Values values, URI redis) {
    boolean whole = Set.of("", "/", "/0").contains(redis.getPath()) && redis.getQuery() == null;
    if (!whole) {
      throw values.refused(Key.REDIS_URL, "without a database number and without a query");
    }
    return redis.toString();
  }
}
