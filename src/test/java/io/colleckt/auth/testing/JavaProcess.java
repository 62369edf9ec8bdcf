package io.colleckt.auth.testing;

import io.colleckt.auth.Main;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java program in a JVM of its own; it goes when this JVM ends. */
public final class JavaProcess implements AutoCloseable {
  /** Of the owner {@code owner@test}, whom a node's first start makes. */
  public static final String PASSWORD = "a password for tests";

  /** Little heap; warm soon. */
  public static final List<String> SMALL = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1");

  /** Where the service of this JVM is. */
  private static final Path OWN =
      Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().getPath());

  private static final long START_SECONDS = 120;
  private static final long STOP_SECONDS = 20;

  private final Process process;
  private final Path log;
  private final int port;

  /**
   * What is run.
   *
   * @param words the main class and its arguments
   * @param options of the JVM
   * @param before what the class path begins with; then comes that of this JVM, without its own
   *     service when there is a jar among {@code before}
   * @param settings environment variables; no other {@code COLLECKT_} variable is there
   */
  public record Launch(
      List<String> words, List<String> options, List<Path> before, Map<String, String> settings) {
    /** With the class path of this JVM. */
    public Launch(List<String> words, List<String> options, Map<String, String> settings) {
      this(words, options, List.of(), settings);
    }
  }

  private JavaProcess(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /**
   * Starts it as a shell would somebody's command, to be read from {@link #process}; only its error
   * output goes to that file. SIGINT reaches it, which is ignored below whoever runs tests in the
   * background.
   */
  public static JavaProcess talking(Launch launch, Path log) throws IOException {
    ProcessBuilder builder = builder(launch).redirectError(log.toFile());
    builder.command().addAll(0, List.of("env", "--default-signal=INT"));
    return new JavaProcess(builder.start(), log, 0).untilEnd();
  }

  /** Starts it, its output in that file. */
  public static JavaProcess started(Launch launch, Path log) throws IOException {
    return listeningAt(launch, log, 0);
  }

  /** Starts it, its output in that file, and returns once it listens on the port of loopback. */
  public static JavaProcess listening(Launch launch, Path log, int port)
      throws IOException, InterruptedException {
    JavaProcess started = listeningAt(launch, log, port);
    started.awaitPort();
    return started;
  }

  private static JavaProcess listeningAt(Launch launch, Path log, int port) throws IOException {
    ProcessBuilder builder = builder(launch).redirectErrorStream(true);
    Process process = builder.redirectOutput(log.toFile()).start();
    return new JavaProcess(process, log, port).untilEnd();
  }

  /**
   * The service on these stores, with so many event loops, on a free port.
   *
   * @param settings further ones
   */
  public static JavaProcess node(
      Database database, String redisUrl, int eventLoops, Map<String, String> settings)
      throws IOException, InterruptedException {
    int port = freePort();
    Map<String, String> all = new HashMap<>(serviceSettings(database, redisUrl, port));
    all.put("COLLECKT_EVENT_LOOPS", String.valueOf(eventLoops));
    all.putAll(settings);
    Launch launch = new Launch(List.of("io.colleckt.auth.Main"), List.of("-Xmx256m"), all);
    return listening(launch, log("node-" + port), port);
  }

  /** What a node needs to know to run on these stores, with one event loop, on that port. */
  public static Map<String, String> serviceSettings(Database database, String redisUrl, int port) {
    return Map.of(
        "COLLECKT_DATABASE_URL",
        database.databaseUrl(),
        "COLLECKT_MIGRATION_URL",
        database.migrationUrl(),
        "COLLECKT_REDIS_URL",
        redisUrl,
        "COLLECKT_OWNER_EMAIL",
        "owner@test",
        "COLLECKT_OWNER_PASSWORD",
        PASSWORD,
        "COLLECKT_HTTP_HOST",
        "127.0.0.1",
        "COLLECKT_HTTP_PORT",
        String.valueOf(port),
        "COLLECKT_OPS_HOST",
        "127.0.0.1",
        "COLLECKT_OPS_PORT",
        "0",
        "COLLECKT_EVENT_LOOPS",
        "1");
  }

  /** A file for the output of a program. */
  public static Path log(String name) throws IOException {
    return Files.createDirectories(Path.of("target", "processes")).resolve(name + ".log");
  }

  /** A port of loopback that nobody uses at the moment. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static ProcessBuilder builder(Launch launch) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(launch.options);
    command.addAll(List.of("-cp", classPath(launch.before)));
    command.addAll(launch.words);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("COLLECKT_"));
    builder.environment().putAll(launch.settings);
    return builder;
  }

  private static String classPath(List<Path> before) {
    boolean isWhole = before.stream().anyMatch(path -> path.toString().endsWith(".jar"));
    List<String> all = new ArrayList<>(before.stream().map(Path::toString).toList());
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (!isWhole || !Path.of(entry).toAbsolutePath().equals(OWN)) {
        all.add(entry);
      }
    }
    return String.join(File.pathSeparator, all);
  }

  private JavaProcess untilEnd() {
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    return this;
  }

  private void awaitPort() throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!listens()) {
      if (!process.isAlive() || System.nanoTime() - end > 0) {
        close();
        throw new IllegalStateException("It does not listen; see " + log + ".");
      }
      Thread.sleep(50);
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  public Process process() {
    return process;
  }

  public long pid() {
    return process.pid();
  }

  public int port() {
    return port;
  }

  /** Kills it without warning, and returns when it is gone. */
  public void kill() {
    Processes.kill(process.pid());
  }

  /** Asks it to end, and waits for that. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(null, STOP_SECONDS, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }
}
