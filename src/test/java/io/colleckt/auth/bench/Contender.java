package io.colleckt.auth.bench;

import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.JavaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A server in a JVM of its own, with one event loop for checks. */
final class Contender implements AutoCloseable {
  private static final List<String> HEAP = List.of("-Xms1g", "-Xmx1g");

  private final JavaProcess process;

  private Contender(JavaProcess process) {
    this.process = process;
  }

  /** The limit. */
  static Contender bare() throws IOException, InterruptedException {
    int port = JavaProcess.freePort();
    List<String> words = List.of(BareServer.class.getName(), String.valueOf(port));
    return start("bare", new JavaProcess.Launch(words, HEAP, Map.of()), port);
  }

  /**
   * The service.
   *
   * @param main its main class
   * @param before what its class path begins with
   * @param more settings of this node
   */
  static Contender service(
      String main, List<Path> before, Database database, String redisUrl, Map<String, String> more)
      throws IOException, InterruptedException {
    int port = JavaProcess.freePort();
    Map<String, String> settings =
        new HashMap<>(JavaProcess.serviceSettings(database, redisUrl, port));
    settings.putAll(more);
    String name = before.isEmpty() ? "service" : "off";
    return start(name, new JavaProcess.Launch(List.of(main), HEAP, before, settings), port);
  }

  private static Contender start(String name, JavaProcess.Launch launch, int port)
      throws IOException, InterruptedException {
    return new Contender(JavaProcess.listening(launch, JavaProcess.log("bench-" + name), port));
  }

  long pid() {
    return process.pid();
  }

  int port() {
    return process.port();
  }

  /** Asks it to end, and waits for that. */
  @Override
  public void close() {
    process.close();
  }
}
