package io.colleckt.auth.cluster;

import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colleckt.auth.testing.Certificates;
import io.colleckt.auth.testing.Neighbours;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who becomes part of a cluster, and who is asked. */
class MeetingIT {
  private static final int PATIENCE_MILLIS = 40_000;

  @TempDir Path files;

  @Test
  void nodesAskEachOtherInTurnAndOnlyThoseThatAreThere() throws Exception {
    Neighbours neighbours = new Neighbours(3, Optional.empty());
    try (Participant first = Participant.of(neighbours, 0).answering(1);
        Participant asker = Participant.of(neighbours, 1)) {
      try (Participant third = Participant.of(neighbours, 2).answering(3)) {
        assertThat(becomesTrue(PATIENCE_MILLIS, () -> asked(asker).equals(Set.of(1L, 3L))))
            .isTrue();
        assertThat(first.ask()).as("who answers itself asks nobody").isEqualTo(1);
        assertThat(third.ask()).isEqualTo(3);
      }
      assertThat(becomesTrue(PATIENCE_MILLIS, () -> asked(asker).equals(Set.of(1L))))
          .as("after a goodbye")
          .isTrue();
      try (Participant again = Participant.of(neighbours, 2).answering(4)) {
        assertThat(becomesTrue(PATIENCE_MILLIS, () -> asked(asker).equals(Set.of(1L, 4L))))
            .isTrue();
        assertThat(becomesTrue(PATIENCE_MILLIS, () -> again.members() == 3)).isTrue();
      }
    }
  }

  @Test
  void withCertificatesTheyMeetAndStrangersDoNot() throws Exception {
    Certificates authority = Certificates.in(files.resolve("ours"));
    Neighbours neighbours = new Neighbours(3, Optional.of(authority));
    Map<String, String> stranger = new HashMap<>(neighbours.settings(2));
    stranger.putAll(Certificates.in(files.resolve("theirs")).settings("stranger"));
    Map<String, String> naked = new HashMap<>(neighbours.settings(2));
    naked.keySet().removeIf(key -> key.contains("TLS"));
    try (Participant first = Participant.of(neighbours, 0).answering(1);
        Participant second = Participant.of(neighbours, 1)) {
      assertThat(becomesTrue(PATIENCE_MILLIS, () -> second.ask() == 1)).isTrue();
      for (Map<String, String> settings : List.of(stranger, naked)) {
        try (Participant refused = Participant.with(settings).answering(6)) {
          Thread.sleep(1_500);
          assertThat(refused.members()).isEqualTo(1);
          assertThat(becomesTrue(PATIENCE_MILLIS, () -> first.members() == 2)).isTrue();
          assertThat(becomesTrue(PATIENCE_MILLIS, () -> asked(second).equals(Set.of(1L)))).isTrue();
        }
      }
      assertThat(neighbours.port(0)).satisfies(port -> assertRefused(neighbours.host(0), port));
    }
  }

  @Test
  void aPortThatIsTakenIsToldInOneLine() throws Exception {
    Neighbours neighbours = new Neighbours(1, Optional.empty());
    try (Participant one = Participant.of(neighbours, 0)) {
      assertThat(one.members()).isEqualTo(1);
      assertThatThrownBy(() -> Participant.of(neighbours, 0))
          .hasMessageStartingWith("The cluster cannot be joined at " + neighbours.host(0) + ":")
          .hasMessageNotContaining("\n");
    }
  }

  /** All sockets of this JVM that listen, but for what other tests of it have opened before. */
  @Test
  void nothingListensButTheOnePort() throws Exception {
    Neighbours neighbours = new Neighbours(1, Optional.empty());
    Set<String> before = listening();
    try (Participant one = Participant.of(neighbours, 0)) {
      Set<String> now = listening();
      now.removeAll(before);
      assertThat(now).containsExactly(address(neighbours.host(0), neighbours.port(0)));
      assertThat(one.members()).isEqualTo(1);
    }
  }

  private static Set<Long> asked(Participant asker) {
    Set<Long> answers = new HashSet<>();
    for (int i = 0; i < 6; i++) {
      answers.add(asker.ask());
    }
    return answers;
  }

  /** Who has no certificate is let in nowhere, whatever he believes. */
  private static void assertRefused(String host, int port) throws Exception {
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(null, new TrustManager[] {new Believer()}, new SecureRandom());
    assertThatThrownBy(
            () -> {
              try (Socket socket = context.getSocketFactory().createSocket(host, port)) {
                socket.setSoTimeout(PATIENCE_MILLIS);
                ((SSLSocket) socket).startHandshake();
                socket.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
                if (socket.getInputStream().read() < 0) {
                  throw new IOException("The connection was closed.");
                }
              }
            })
        .isInstanceOf(IOException.class);
  }

  private static Set<String> listening() throws IOException {
    Set<String> own = ownSockets();
    Set<String> addresses = new HashSet<>();
    for (String table : List.of("tcp", "tcp6")) {
      try (Stream<String> lines = Files.lines(Path.of("/proc/self/net", table))) {
        lines
            .map(line -> line.strip().split("\\s+", -1))
            .filter(columns -> columns[3].equals("0A") && own.contains(columns[9]))
            .forEach(
                columns ->
                    addresses.add(columns[1].substring(Math.max(0, columns[1].indexOf(':') - 8))));
      }
    }
    return addresses;
  }

  /** The inodes of the sockets of this JVM. */
  private static Set<String> ownSockets() throws IOException {
    Set<String> inodes = new HashSet<>();
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      open.forEach(descriptor -> inodes.add(inode(descriptor)));
    }
    return inodes;
  }

  /** Empty when it has been closed meanwhile. */
  private static String inode(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().replaceAll("socket:\\[(\\d+)]", "$1");
    } catch (IOException e) {
      return "";
    }
  }

  /** As the kernel writes it: the bytes of an IPv4 address from last to first. */
  private static String address(String host, int port) throws IOException {
    byte[] bytes = InetAddress.getByName(host).getAddress();
    return "%02X%02X%02X%02X:%04X".formatted(bytes[3], bytes[2], bytes[1], bytes[0], port);
  }

  private static final class Believer implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
