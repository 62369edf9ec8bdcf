package io.colleckt.auth.embedded;

import io.colleckt.auth.settings.AppendFsync;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Both stores, started and stopped together.
 *
 * <p>This class is threadsafe.
 */
public final class EmbeddedStores implements AutoCloseable {
  private final DataDirectory data;
  private final PostgresServer postgres;
  private final RedisServer redis;

  private EmbeddedStores(DataDirectory data, PostgresServer postgres, RedisServer redis) {
    this.data = data;
    this.postgres = postgres;
    this.redis = redis;
  }

  /**
   * Returns if this build can start them.
   *
   * @throws StoreFailed if it comes without their programs, as the image for containers does
   */
  public static void requirePrograms() {
    if (EmbeddedStores.class.getResource("/redis/embedded/RedisExecProvider.class") == null) {
      throw new StoreFailed(
          "This build comes without stores of its own: set COLLECKT_DATABASE_URL and"
              + " COLLECKT_REDIS_URL.");
    }
  }

  /**
   * Starts PostgreSQL and Redis side by side on free ports of the loopback interface, and returns
   * when both answer. Servers that a killed process has left on this directory are stopped first;
   * what they had committed, or synced, is there again. Blocks: about a quarter of a second, some
   * seconds the first time. If the JVM is told to end meanwhile, both are stopped again.
   *
   * @throws DataDirectoryInUse if another process has them running
   * @throws StoreFailed if one does not start; the other is then stopped again
   */
  public static EmbeddedStores start(Path dataDirectory, AppendFsync fsync) {
    CompletableFuture<EmbeddedStores> starting = new CompletableFuture<>();
    Thread hook = new Thread(() -> closeWhenStarted(starting), "embedded-stores-close");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      EmbeddedStores stores = startBoth(DataDirectory.open(dataDirectory), fsync);
      starting.complete(stores);
      return stores;
    } catch (RuntimeException e) {
      starting.completeExceptionally(e);
      throw e;
    } finally {
      remove(hook);
    }
  }

  /** The same, with a Redis that forces its file to disk every second. */
  public static EmbeddedStores start(Path dataDirectory) {
    return start(dataDirectory, AppendFsync.EVERYSEC);
  }

  private static void closeWhenStarted(CompletableFuture<EmbeddedStores> starting) {
    starting.thenAccept(EmbeddedStores::close).exceptionally(failure -> null).join();
  }

  private static void remove(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending, so the hook is running and closes what we return.
    }
  }

  private static EmbeddedStores startBoth(DataDirectory data, AppendFsync fsync) {
    CompletableFuture<PostgresServer> postgres =
        onOwnThread("embedded-postgres", () -> PostgresServer.start(data, 0));
    CompletableFuture<RedisServer> redis =
        onOwnThread("embedded-redis", () -> RedisServer.start(data, 0, fsync));
    try {
      CompletableFuture.allOf(postgres, redis).join();
      return new EmbeddedStores(data, postgres.join(), redis.join());
    } catch (CompletionException e) {
      if (!redis.isCompletedExceptionally()) {
        redis.join().close();
      }
      if (!postgres.isCompletedExceptionally()) {
        postgres.join().close();
      }
      data.close();
      throw e.getCause() instanceof StoreFailed failure ? failure : e;
    }
  }

  private static <S> CompletableFuture<S> onOwnThread(String name, Supplier<S> start) {
    return CompletableFuture.supplyAsync(start, task -> new Thread(task, name).start());
  }

  /** {@code postgresql://colleckt_app:…@127.0.0.1:port/colleckt}: the application's role. */
  public String databaseUrl() {
    return postgres.databaseUrl();
  }

  /** {@code postgresql://colleckt_owner:…@127.0.0.1:port/colleckt}: the role that migrates. */
  public String migrationUrl() {
    return postgres.migrationUrl();
  }

  /** {@code redis://:…@127.0.0.1:port}. */
  public String redisUrl() {
    return redis.url();
  }

  /** Tells, on any thread, when one of them has ended without having been told to. */
  public void onFailure(Consumer<? super StoreFailed> told) {
    CompletableFuture<?> ignored =
        CompletableFuture.anyOf(
            postgres.failure().thenAccept(told), redis.failure().thenAccept(told));
  }

  /**
   * Stops Redis, then PostgreSQL, and releases the data directory; returns when both have ended. A
   * second call does nothing.
   *
   * @throws StoreFailed if one of them does not end
   */
  @Override
  public void close() {
    try (data;
        postgres;
        redis) {
      // Closed from the last to the first.
    }
  }
}
