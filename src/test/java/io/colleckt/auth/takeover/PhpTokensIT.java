package io.colleckt.auth.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * PHP itself hashes, sums and encodes here, in the calls that Sanctum makes of it; see {@code
 * create-tokens.php}. Whether Java would do the same is then no question of what we believe.
 */
class PhpTokensIT {
  @TempDir Path directory;

  @Test
  void tokensThatPhpHasMadeAreLetInUnchanged() throws Exception {
    Path rows = directory.resolve("personal_access_tokens.csv");
    Path plain = directory.resolve("plain");
    try (Installation service = new Installation()) {
      long first = service.freeIds();
      Process php =
          new ProcessBuilder(
                  "php",
                  "-n",
                  "src/test/resources/laravel/create-tokens.php",
                  String.valueOf(first))
              .redirectOutput(rows.toFile())
              .redirectError(plain.toFile())
              .start();
      assertThat(php.waitFor()).isZero();

      Installation.Run run =
          service.run("import-sanctum", "--csv", rows.toString(), "--workspace", "1");

      assertThat(run.lines())
          .containsExactly(
              first + "\timported", first + 1 + "\timported", first + 2 + "\timported");
      List<String> tokens = Files.readAllLines(plain);
      assertThat(tokens).hasSize(3);
      for (String token : tokens) {
        HttpResponse<String> answer = service.verify(token, "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Token-Abilities"))
            .contains("orders:read orders/write");
      }
    }
  }
}
