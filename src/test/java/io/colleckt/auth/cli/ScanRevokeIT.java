package io.colleckt.auth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.JavaProcess;
import io.colleckt.auth.testing.Workspace;
import io.colleckt.auth.token.PlainTextToken;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scan finds it can end, and says what it could not. */
class ScanRevokeIT {
  @TempDir Path directory;

  @Test
  void whatIsFoundIsRevokedWithoutSigningIn() throws Exception {
    Workspace workspace = Workspace.shared();
    String first = workspace.token("First").plainText();
    String second = workspace.token("Second").plainText();
    Files.writeString(directory.resolve("log"), first + "\n" + second + "\n" + first + "\n");
    Typed finder = Typed.with(Map.of("COLLECKT_URL", workspace.origin()));

    assertThat(finder.run("scan", directory.toString()).exit()).isEqualTo(1);
    assertThat(workspace.call(first, "")).isEqualTo(200);
    Typed.Result result = finder.run("scan", "--revoke", directory.toString());
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.lines()).hasSize(3).allMatch(line -> line.endsWith("…  revoked"));
    assertThat(workspace.call(first, "")).isEqualTo(401);
    assertThat(workspace.call(second, "")).isEqualTo(401);
  }

  @Test
  void secretWithoutItsNumberIsLeftAndSaid() throws Exception {
    Workspace workspace = Workspace.shared();
    String token = workspace.token("Kept").plainText();
    String secret = token.substring(token.indexOf('|') + 1);
    Typed.Result result =
        Typed.bare()
            .fed(
                secret.getBytes(StandardCharsets.UTF_8),
                "scan",
                "-",
                "--revoke",
                "--output=json",
                "--url",
                workspace.origin());
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out()).contains("\"id\":null").contains("\"outcome\":\"not revoked\"");
    assertThat(workspace.call(token, "")).isEqualTo(200);
  }

  @Test
  void serviceThatIsAwayIsSaidForEachAndFoundAllTheSame() throws Exception {
    Workspace workspace = Workspace.shared();
    String token = workspace.token("Out of reach").plainText();
    String others = "\n" + PlainTextToken.draw("").reveal(1) + "\n";
    Typed.Result result =
        Typed.bare()
            .fed(
                (token + others).getBytes(StandardCharsets.UTF_8),
                "scan",
                "-",
                "--revoke",
                "--url=http://127.0.0.1:" + JavaProcess.freePort());
    assertThat(result.exit()).isEqualTo(4);
    assertThat(result.lines()).hasSize(2).allMatch(line -> line.endsWith("…  not revoked"));
    assertThat(result.err()).contains("Nobody answers at ").doesNotContain(token);
  }
}
