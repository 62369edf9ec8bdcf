package io.colleckt.auth.cluster;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colleckt.auth.settings.ClusterSettings.Tls;
import io.colleckt.auth.testing.Certificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that a node could not prove itself with end its start, with a line that names them. */
class ProofIT {
  private static final String PREFIX = "COLLECKT_CLUSTER_TLS_";

  @TempDir Path files;
  private final Map<String, String> settings = new HashMap<>();
  private Map<String, String> another;

  @BeforeEach
  void makeTwoNodes() throws IOException {
    Certificates authority = Certificates.in(files.resolve("ours"));
    settings.putAll(authority.settings("node-1"));
    another = authority.settings("node-2");
  }

  @Test
  void whatGoesTogetherIsTaken() {
    assertThatCode(this::check).doesNotThrowAnyException();
  }

  @Test
  void anothersKeyIsRefused() {
    take("KEY", another);
    assertRefused("KEY", "is not the key of COLLECKT_CLUSTER_TLS_CERTIFICATE");
  }

  @Test
  void aCertificateOfAnotherAuthorityIsRefused() throws IOException {
    take("CA", Certificates.in(files.resolve("theirs")).settings("stranger"));
    assertRefused("CERTIFICATE", "is not one that COLLECKT_CLUSTER_TLS_CA has signed");
  }

  @Test
  void filesThatHoldSomethingElseAreRefusedByName() throws IOException {
    Path garbage = Files.writeString(files.resolve("garbage"), "colleckt");
    for (String setting : new String[] {"KEY", "CERTIFICATE", "CA"}) {
      Map<String, String> before = Map.copyOf(settings);
      settings.put(PREFIX + setting, garbage.toString());
      assertRefused(setting, "holds no ");
      settings.put(PREFIX + setting, files.toString());
      assertRefused(setting, "holds no ");
      settings.putAll(before);
    }
  }

  private void take(String setting, Map<String, String> from) {
    settings.put(PREFIX + setting, from.get(PREFIX + setting));
  }

  private void assertRefused(String setting, String why) {
    assertThatThrownBy(this::check)
        .hasMessageStartingWith(
            PREFIX + setting + " is '" + settings.get(PREFIX + setting) + "', which " + why)
        .hasMessageNotContaining("\n");
  }

  private void check() {
    Proof.check(new Tls(file("KEY"), file("CERTIFICATE"), file("CA")));
  }

  private Path file(String setting) {
    return Path.of(settings.get(PREFIX + setting));
  }
}
