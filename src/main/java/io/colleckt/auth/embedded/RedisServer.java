package io.colleckt.auth.embedded;

import io.colleckt.auth.settings.AppendFsync;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import redis.embedded.RedisExecProvider;

/**
 * A Redis on the loopback interface with a password and an append-only file, which refuses writes
 * when it is full and never evicts.
 *
 * <p>This class is threadsafe.
 */
public final class RedisServer implements AutoCloseable {
  private static final List<Signal> STOPPING =
      List.of(
          new Signal("TERM", Duration.ofSeconds(20)), new Signal("KILL", Duration.ofSeconds(5)));
  private static final int REPLY_LIMIT_MILLIS = 500;

  private final StoreProcess process;
  private final int port;
  private final String password;

  private RedisServer(StoreProcess process, int port, String password) {
    this.process = process;
    this.port = port;
    this.password = password;
  }

  /**
   * Starts Redis on the files of the directory, after having stopped a Redis that an earlier run
   * has left on them. Returns when it has loaded them and answers.
   *
   * @param port 0 for a free one
   * @throws StoreFailed if it does not start
   */
  public static RedisServer start(DataDirectory data, int port, AppendFsync fsync) {
    Path directory = data.resolve("redis");
    Program program =
        new Program("Redis", "redis-server", directory, directory.resolve("redis.pid"), STOPPING);
    program.stopOrphan();
    try {
      Path executable = unpack(data.resolve("bin"));
      return Ports.onPort(port, chosen -> start(data, program, executable, chosen, fsync));
    } catch (IOException e) {
      throw new StoreFailed("Redis cannot be unpacked: " + e, e);
    }
  }

  private static RedisServer start(
      DataDirectory data, Program program, Path executable, int port, AppendFsync fsync) {
    String password = data.passwords().redis();
    Path configuration = program.directory().resolve("redis.conf");
    try {
      PrivateFiles.write(configuration, configuration(port, password, fsync));
    } catch (IOException e) {
      throw new StoreFailed("Redis cannot be configured: " + e, e);
    }
    StoreProcess process =
        StoreProcess.launch(
            program,
            List.of(executable.toString(), configuration.toString()),
            data.resolve("logs/redis.log"));
    process.awaitReady(() -> answers(port, password));
    return new RedisServer(process, port, password);
  }

  /**
   * All paths are relative to the working directory, which is Redis's own. The title of the process
   * stays as it is because a later start knows it by its command line.
   */
  private static String configuration(int port, String password, AppendFsync fsync) {
    return """
    bind 127.0.0.1
    port %d
    requirepass %s
    pidfile redis.pid
    daemonize no
    set-proc-title no
    always-show-logo no
    appendonly yes
    appendfsync %s
    auto-aof-rewrite-min-size 256mb
    save ""
    maxmemory 1gb
    maxmemory-policy noeviction
    """
        .formatted(port, password, fsync.label());
  }

  /** True once Redis takes the password and has loaded its files. */
  private static boolean answers(int port, String password) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), REPLY_LIMIT_MILLIS);
      socket.setSoTimeout(REPLY_LIMIT_MILLIS);
      socket
          .getOutputStream()
          .write(("AUTH " + password + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII));
      BufferedReader replies =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      return "+OK".equals(replies.readLine()) && "+PONG".equals(replies.readLine());
    } catch (IOException e) {
      return false;
    }
  }

  /** The library unpacks to a temporary file at each call, so ours is kept. */
  private static Path unpack(Path bin) throws IOException {
    Path executable = bin.resolve("redis-server-" + RedisExecProvider.redisVersion);
    if (!Files.isExecutable(executable)) {
      Path unpacked = RedisExecProvider.defaultProvider().get().toPath();
      Path draft = Files.createTempFile(bin, "redis-server-", ".new");
      Files.copy(
          unpacked, draft, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
      Files.move(draft, executable, StandardCopyOption.ATOMIC_MOVE);
      Files.deleteIfExists(unpacked);
    }
    return executable;
  }

  /** {@code redis://:password@127.0.0.1:port}. */
  public String url() {
    return "redis://:" + password + "@127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  public long pid() {
    return process.pid();
  }

  /** As {@link StoreProcess#failure}. */
  CompletableFuture<StoreFailed> failure() {
    return process.failure();
  }

  /**
   * Stops Redis, which first writes out and syncs its append-only file, and returns when it has
   * ended.
   *
   * @throws StoreFailed if it does not end
   */
  @Override
  public void close() {
    process.stop();
  }
}
