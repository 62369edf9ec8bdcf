package io.colleckt.auth.testing;

import io.colleckt.auth.embedded.DataDirectory;
import io.colleckt.auth.embedded.RedisServer;
import io.colleckt.auth.settings.AppendFsync;
import java.io.IOException;
import java.nio.file.Path;

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
    this.fsync = fsync;
    AtJvmEnd.close(this);
    server = RedisServer.start(data, 0, fsync);
    port = server.port();
  }

  public String url() {
    return server.url();
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
