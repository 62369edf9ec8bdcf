package io.colleckt.auth.cluster;

import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.Neighbours;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code conf/docker/compose.tls.yml} gives its nodes to prove themselves to each other with.
 */
class NodeCertificatesIT {
  private static final long PATIENCE_MILLIS = 20_000;

  @TempDir Path files;

  @Test
  void nodesMeetWithThem() throws Exception {
    assertThat(make("node-1", "node-2")).isEmpty();
    Neighbours neighbours = new Neighbours(2, Optional.empty());
    try (Participant first = Participant.with(settings(neighbours, 0)).answering(1);
        Participant second = Participant.with(settings(neighbours, 1))) {
      assertThat(becomesTrue(PATIENCE_MILLIS, () -> second.ask() == 1)).isTrue();
      assertThat(becomesTrue(PATIENCE_MILLIS, () -> first.members() == 2)).isTrue();
    }
  }

  @Test
  void theyAreMadeOnce() throws Exception {
    make("node-1", "node-2");
    Map<String, String> before = contents();
    assertThat(before)
        .containsOnlyKeys("ca.pem", "node-1.key", "node-1.pem", "node-2.key", "node-2.pem");
    assertThat(make("node-1", "node-2")).isEmpty();
    assertThat(make("node-3")).contains("node-3 has no certificate");
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void anAuthorityForNobodyIsNotMade() throws Exception {
    assertThat(make()).contains("DIRECTORY NODE");
    assertThat(contents()).isEmpty();
  }

  @Test
  void theDirectoryIsMadeToo() throws Exception {
    files = files.resolve("of").resolve("node-1");
    assertThat(make("node-1")).isEmpty();
    assertThat(contents()).containsKey("node-1.key");
  }

  @Test
  void whatWasLeftHalfwayIsMadeAnew() throws Exception {
    make("node-1");
    String before = contents().get("node-1.key");
    Files.delete(files.resolve("ca.pem"));
    assertThat(make("node-1", "node-2")).isEmpty();
    assertThat(contents().get("node-1.key")).isNotEqualTo(before);
  }

  private Map<String, String> settings(Neighbours neighbours, int number) throws IOException {
    String name = files.resolve("node-" + (number + 1)).toString();
    Map<String, String> settings = new HashMap<>(neighbours.settings(number));
    settings.put("COLLECKT_CLUSTER_TLS_CA", files.resolve("ca.pem").toString());
    settings.put("COLLECKT_CLUSTER_TLS_KEY", name + ".key");
    settings.put("COLLECKT_CLUSTER_TLS_CERTIFICATE", name + ".pem");
    return settings;
  }

  /** What the script says; nothing when all is well. */
  private String make(String... nodes) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of("conf/docker/certificates-for").toAbsolutePath().toString());
    command.add(files.toString());
    command.addAll(List.of(nodes));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.onExit().join().exitValue()).as(said).isEqualTo(said.isEmpty() ? 0 : 1);
    return said;
  }

  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> all = Files.list(files)) {
      for (Path file : all.toList()) {
        contents.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return contents;
  }
}
