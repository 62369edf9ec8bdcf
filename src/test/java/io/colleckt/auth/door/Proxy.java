package io.colleckt.auth.door;

import io.colleckt.auth.testing.Await;
import io.colleckt.auth.testing.JavaProcess;
import io.colleckt.auth.testing.RawHttp;
import io.colleckt.auth.testing.RawHttp.Received;
import io.colleckt.auth.testing.TestDirectory;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real proxy on loopback, before an API, set up by the files in {@code conf/proxies} as they
 * stand, but for the three addresses that they say are the reader's to change. It goes when this
 * JVM ends.
 */
final class Proxy implements AutoCloseable {
  private static final Path CONFIGURATIONS = Path.of("conf", "proxies");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int MOST_REPEATS = 50;
  private static final long REST_MILLIS = 200;

  private final Gateway gateway;
  private final int port = JavaProcess.freePort();
  private final Path directory;
  private final Process process;

  private Proxy(Gateway gateway, House house, Api api, String ability) throws Exception {
    this.gateway = gateway;
    this.directory = copied(house, api, ability);
    this.process = start(house, api, ability);
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
  }

  /**
   * Starts it and returns once it listens.
   *
   * @param ability that it requires, or the empty string
   */
  static Proxy before(Gateway gateway, House house, Api api, String ability) throws Exception {
    Proxy proxy = new Proxy(gateway, house, api, ability);
    if (!Await.becomesTrue(PATIENCE.toMillis(), proxy::listens)) {
      proxy.close();
      throw new AssertionError(gateway + " does not listen; see " + proxy.log() + ".");
    }
    return proxy;
  }

  /** The answer; asked again while it is 503, which a busy machine may cause at any time. */
  Received ask(String from, String request, String... headers) throws Exception {
    Received received = once(from, request, headers);
    for (int i = 0; received.status() == 503 && i < MOST_REPEATS; i++) {
      Thread.sleep(REST_MILLIS);
      received = once(from, request, headers);
    }
    return received;
  }

  /**
   * The first answer, whatever it is.
   *
   * @param from the client's address
   * @param request method and path; the text of a body after a blank line
   */
  Received once(String from, String request, String... headers) throws Exception {
    String[] parts = request.split("\n\n", 2);
    StringBuilder text = new StringBuilder(parts[0]).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    Stream.of(headers).forEach(header -> text.append(header).append("\r\n"));
    if (parts.length > 1) {
      text.append("Content-Length: ").append(parts[1].length()).append("\r\n");
    }
    text.append("Connection: close\r\n\r\n").append(parts.length > 1 ? parts[1] : "");
    try (RawHttp http = new RawHttp(InetAddress.getByName(from), port)) {
      http.send(text.toString());
      return http.receive(PATIENCE);
    }
  }

  /** Where its worker, which may be another user, can read it. */
  private Path copied(House house, Api api, String ability) throws IOException {
    Path copy =
        Files.createTempDirectory(
            "colleckt-proxy",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    String question = ability.isEmpty() ? "" : "ability=" + ability;
    try (Stream<Path> files = Files.list(CONFIGURATIONS.resolve(gateway.directory()))) {
      for (Path file : files.toList()) {
        Files.writeString(
            copy.resolve(file.getFileName()),
            Files.readString(file)
                .replace("127.0.0.1:8080", "127.0.0.1:" + house.node.node().httpPort())
                .replace("127.0.0.1:9000", "127.0.0.1:" + api.port())
                .replaceAll(":?\\b8090\\b", "127.0.0.1:" + port)
                .replaceAll("/v1/verify\\?(?=deny)", "/v1/verify?" + question + "&")
                .replaceAll("/v1/verify\\?(?=[\\s\"])", "/v1/verify?" + question)
                .replace("/v1/verify?&", "/v1/verify?"));
      }
    }
    return copy;
  }

  private Process start(House house, Api api, String ability) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(Stream.of(program().toString()), gateway.arguments().stream()).toList());
    builder.directory(directory.toFile()).redirectErrorStream(true).redirectOutput(log().toFile());
    builder.environment().putAll(variables(house, api, ability));
    return builder.start();
  }

  /** Those that the Caddyfile names; the others know none. */
  private Map<String, String> variables(House house, Api api, String ability) throws IOException {
    return Map.of(
        "LISTEN", "127.0.0.1",
        "NODES", "127.0.0.1:" + house.node.node().httpPort(),
        "NODES_OPS", String.valueOf(house.node.node().opsPort()),
        "CHECK", ability.isEmpty() ? "/v1/verify?" : "/v1/verify?ability=" + ability,
        "API", "127.0.0.1:" + api.port(),
        "API_SITE", ":" + port,
        "NODES_SITE", ":" + JavaProcess.freePort(),
        "ALIVE_SITE", ":" + JavaProcess.freePort(),
        "HOME", directory.toString());
  }

  private Path program() {
    return Stream.concat(Stream.of(System.getenv("PATH").split(":", -1)), Stream.of("/usr/sbin"))
        .map(folder -> Path.of(folder, gateway.program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(missing()));
  }

  private String missing() {
    List<String> packages =
        gateway == Gateway.APACHE ? List.of("apache2-bin", "lua-socket") : List.of(gateway.program);
    return "This test needs "
        + gateway.program
        + ": install it (Debian: apt-get install "
        + String.join(" ", packages)
        + ").";
  }

  private Path log() throws IOException {
    return JavaProcess.log(gateway.program + "-" + port).toAbsolutePath();
  }

  private boolean listens() throws Exception {
    if (!process.isAlive()) {
      throw new AssertionError(gateway + " has ended; see " + log() + ".");
    }
    try (RawHttp http = new RawHttp(port)) {
      http.send("");
      return true;
    } catch (ConnectException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return gateway.directory();
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    process.onExit().completeOnTimeout(null, 10, TimeUnit.SECONDS).join();
    process.destroyForcibly();
    TestDirectory.delete(directory);
  }
}
