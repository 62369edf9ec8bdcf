package io.colleckt.auth.testing;

import io.colleckt.auth.embedded.DataDirectory;
import io.colleckt.auth.embedded.RedisServer;
import io.colleckt.auth.settings.AppendFsync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import redis.embedded.RedisExecProvider;

/**
 * A Redis of a test's own, on its own files and a port that stays, to be frozen, killed and started
 * again. What is left of it goes when the JVM ends.
 */
public final class RedisProcess implements AutoCloseable {
  private final Path directory = TestDirectory.empty("redis");
  private final DataDirectory data = DataDirectory.open(directory);
  private final AppendFsync fsync;
  private final int port;
  private RedisServer server;

  /** Makes and starts it, with a file that is forced to disk every second. */
  public RedisProcess() {
    this(AppendFsync.EVERYSEC);
  }

  /** Makes and starts it. */
  public RedisProcess(AppendFsync fsync) {
    this(fsync, null);
  }

  private RedisProcess(AppendFsync fsync, SmallDisk disk) {
    this.fsync = fsync;
    AtJvmEnd.close(this);
    if (disk != null) {
      disk.take(directory.resolve("redis"));
    }
    server = RedisServer.start(data, 0, fsync);
    port = server.port();
  }

  /** Makes and starts it with its files on that disk. */
  public static RedisProcess on(SmallDisk disk, AppendFsync fsync) {
    return new RedisProcess(fsync, disk);
  }

  public String url() {
    return server.url();
  }

  /** Whether its process is there. */
  public boolean isAlive() {
    return ProcessHandle.of(server.pid()).filter(ProcessHandle::isAlive).isPresent();
  }

  /** Copies its append-only files while it runs, as a backup does. Where the copy is. */
  public Path backUp() throws IOException {
    TestDirectory.delete(backup());
    TestDirectory.copy(files(), backup());
    return backup();
  }

  /** Puts the copy in the place of its files; to be called while it does not run. */
  public void restore() throws IOException {
    loseFiles();
    TestDirectory.copy(backup(), files());
  }

  /** Deletes its files; to be called while it does not run. */
  public void loseFiles() throws IOException {
    TestDirectory.delete(files());
  }

  private Path files() {
    return directory.resolve("redis/appendonlydir");
  }

  private Path backup() {
    return directory.resolve("backup");
  }

  /** From the next start on its clock is so far ahead, or behind if that is negative. */
  public void setClock(Duration ahead) throws IOException {
    Path programs = directory.resolve("bin");
    if (Files.isSymbolicLink(programs)) {
      Path shared = Files.readSymbolicLink(programs);
      Files.delete(programs);
      Files.createDirectory(programs);
      Files.createSymbolicLink(programs.resolve("shared"), shared);
      Files.copy(ShiftedClock.redisServer(), programs.resolve("redis-server-shifted"));
    }
    String program = "redis-server-" + RedisExecProvider.redisVersion;
    String run =
        ahead.isZero()
            ? "exec '%s' \"$@\"".formatted(programs.resolve("shared").resolve(program))
            : "%s exec '%s' \"$@\""
                .formatted(
                    ShiftedClock.preloading(ahead), programs.resolve("redis-server-shifted"));
    Path script = programs.resolve(program);
    Files.writeString(script, "#!/bin/sh\n" + run + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Freezes it: it accepts connections and answers nothing. */
  public void stop() {
    Processes.freeze(server.pid());
  }

  public void cont() {
    Processes.thaw(server.pid());
  }

  /** Kills it without warning. */
  public void kill() {
    Processes.kill(server.pid());
  }

  /** Starts it again after {@link #kill} or {@link #shutDown}, on the same port and files. */
  public void start() {
    server = RedisServer.start(data, port, fsync);
  }

  /** Ends it properly; it can be started again. */
  public void shutDown() {
    server.close();
  }

  /** Ends it for good and deletes its files; a second call does nothing. */
  @Override
  public void close() throws IOException {
    if (server != null) {
      Processes.kill(server.pid());
      server.close();
    }
    data.close();
    TestDirectory.delete(directory);
  }
}
