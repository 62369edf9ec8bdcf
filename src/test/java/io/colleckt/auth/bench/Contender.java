package io.colleckt.auth.bench;

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

/** A server in a JVM of its own, with one event loop. */
final class Contender implements AutoCloseable {
  private static final long START_SECONDS = 60;
  private static final long STOP_SECONDS = 20;

  private final Process process;
  private final int port;

  private Contender(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** The limit. */
  static Contender bare() throws IOException, InterruptedException {
    int port = freePort();
    return start(port, Map.of(), BareServer.class.getName(), String.valueOf(port));
  }

  /** The service, with these settings besides those that every bench needs. */
  static Contender service(String main, Map<String, String> stores)
      throws IOException, InterruptedException {
    int port = freePort();
    Map<String, String> settings = new HashMap<>(stores);
    settings.put("COLLECKT_HTTP_HOST", "127.0.0.1");
    settings.put("COLLECKT_HTTP_PORT", String.valueOf(port));
    settings.put("COLLECKT_OPS_HOST", "127.0.0.1");
    settings.put("COLLECKT_OPS_PORT", "0");
    settings.put("COLLECKT_EVENT_LOOPS", "1");
    return start(port, settings, main);
  }

  private static Contender start(int port, Map<String, String> settings, String... words)
      throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>(List.of(java.toString(), "-Xms1g", "-Xmx1g", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("COLLECKT_"));
    builder.environment().putAll(settings);
    Path log = Files.createDirectories(Path.of("target", "bench")).resolve(words[0] + ".log");
    Contender contender = new Contender(builder.redirectOutput(log.toFile()).start(), port);
    Runtime.getRuntime().addShutdownHook(new Thread(contender.process::destroyForcibly));
    contender.awaitPort(log);
    return contender;
  }

  private void awaitPort(Path log) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!listens()) {
      if (!process.isAlive() || System.nanoTime() - end > 0) {
        close();
        throw new IllegalStateException("It does not listen; see " + log + ".");
      }
      Thread.sleep(100);
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  long pid() {
    return process.pid();
  }

  int port() {
    return port;
  }

  /** Asks it to end, and waits for that. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().completeOnTimeout(null, STOP_SECONDS, TimeUnit.SECONDS).join();
    process.destroyForcibly();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
