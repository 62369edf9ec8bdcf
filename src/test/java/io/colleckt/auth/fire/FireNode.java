package io.colleckt.auth.fire;

import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.JavaProcess;
import io.colleckt.auth.testing.Processes;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A node of the service: a process of its own on a port that stays, with a network of its own to
 * each store.
 */
final class FireNode implements AutoCloseable {
  private static final Pattern HEAP_USED = Pattern.compile(" heap .*?used (\\d+)K");
  private static final List<String> OPTIONS =
      List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseG1GC");
  private static final String ROLES = "COLLECKT_ROLES";
  private static final String MAIN = "io.colleckt.auth.Main";

  private static final int STOP_SECONDS = 30;

  /** Where the service is in the class path of a node, and what it is started with. */
  record Build(List<Path> before, Map<String, String> settings) {
    /** The service as it is. */
    static final Build SHIPPED = new Build(List.of(), Map.of());

    /** The service as it is, with these in its environment. */
    static Build with(Map<String, String> settings) {
      return new Build(List.of(), settings);
    }

    /** With what goes before its classes. */
    static Build with(List<Path> before) {
      return new Build(before, Map.of());
    }

    /** A node of these roles only. */
    static Build of(String roles) {
      return with(Map.of(ROLES, roles));
    }
  }

  private final int number;
  private final int port;
  private final FaultProxy redis;
  private final FaultProxy postgres;
  private final Database seen;
  private final String redisUrl;
  private Build build;
  private final Map<String, String> neighbourhood;
  private JavaProcess process;
  private volatile boolean running;

  /**
   * @param neighbourhood what it needs to know to be in a cluster; empty = it is in none
   */
  FireNode(
      Vertx vertx, int number, OwnStores stores, Build build, Map<String, String> neighbourhood)
      throws IOException {
    this.neighbourhood = neighbourhood;
    this.number = number;
    this.port = JavaProcess.freePort();
    this.redis = new FaultProxy(vertx, stores.redisPort());
    this.postgres = new FaultProxy(vertx, stores.postgresPort());
    this.redisUrl = stores.redisUrlAt(redis.port());
    this.seen = stores.databaseAt(postgres.port());
    this.build = build;
  }

  /** Starts its process; returns once it listens. */
  void start() throws IOException, InterruptedException {
    Map<String, String> settings = new HashMap<>(JavaProcess.serviceSettings(seen, redisUrl, port));
    settings.put("COLLECKT_TRUSTED_PROXIES", "127.0.0.1/32");
    settings.putAll(build.settings);
    settings.putAll(neighbourhood);
    if (!serves()) {
      settings.put("COLLECKT_HTTP_PORT", "0");
      settings.put("COLLECKT_OPS_PORT", String.valueOf(port));
    } else if (build.settings.containsKey(ROLES)) {
      settings.keySet().removeAll(List.of("COLLECKT_DATABASE_URL", "COLLECKT_MIGRATION_URL"));
    }
    JavaProcess.Launch launch =
        new JavaProcess.Launch(List.of(MAIN), OPTIONS, build.before, settings);
    process = JavaProcess.listening(launch, log(), port);
    running = true;
  }

  private Path log() throws IOException {
    return JavaProcess.log("fire-" + number + "-" + port);
  }

  /** The lines of its log since it was started last. */
  List<String> logged() throws IOException {
    return Files.readAllLines(log());
  }

  int number() {
    return number;
  }

  int port() {
    return port;
  }

  /** Its network to Redis. */
  FaultProxy redis() {
    return redis;
  }

  /** Its network to Postgres. */
  FaultProxy postgres() {
    return postgres;
  }

  /** Whether clients can ask it. */
  boolean serves() {
    return build.settings.getOrDefault(ROLES, "http").contains("http");
  }

  /** What it is started as. */
  Build build() {
    return build;
  }

  /** From now on it is started as that. */
  void becomes(Build other) {
    build = other;
  }

  /** Tells it to stop, and returns its exit code. */
  int stop() throws InterruptedException {
    running = false;
    process.process().destroy();
    if (!process.process().waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("It does not end; see " + number + " in target/processes.");
    }
    return process.process().exitValue();
  }

  /** Whether its process is there and runs. */
  boolean isRunning() {
    return running;
  }

  /** Kills it without warning. */
  void kill() {
    running = false;
    process.kill();
  }

  /** Freezes it; the kernel goes on accepting connections for it. */
  void freeze() {
    running = false;
    Processes.freeze(process.pid());
  }

  void thaw() {
    Processes.thaw(process.pid());
    running = true;
  }

  /** What its heap holds after a collection, millions of bytes. */
  double heapMegabytes() throws IOException, InterruptedException {
    jcmd("GC.run");
    Matcher used = HEAP_USED.matcher(jcmd("GC.heap_info"));
    if (!used.find()) {
      throw new AssertionError("The JVM does not tell how much of its heap is used.");
    }
    return Long.parseLong(used.group(1)) * 1024 / 1e6;
  }

  /** What the process holds in memory, millions of bytes. */
  double residentMegabytes() throws IOException {
    String status = Files.readString(Path.of("/proc/" + process.pid() + "/status"));
    return Long.parseLong(status.replaceAll("(?s).*VmRSS:\\s*(\\d+) kB.*", "$1")) * 1024 / 1e6;
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    String program = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process asked =
        new ProcessBuilder(program, String.valueOf(process.pid()), command)
            .redirectErrorStream(true)
            .start();
    String told = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    asked.waitFor();
    return told;
  }

  @Override
  public void close() {
    if (process != null) {
      process.kill();
    }
    redis.close();
    postgres.close();
  }
}
