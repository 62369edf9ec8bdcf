package io.colleckt.auth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.token.PlainTextToken;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finds what has leaked wherever it may be, and shows no secret. */
class ScanTest {
  private static final long HUGE = 300_000_000;

  @TempDir Path directory;

  private final String token = PlainTextToken.draw("acme_").reveal(12);
  private final String masked = token.substring(0, "12|acme_".length() + 4) + "…";

  @BeforeEach
  void harmless() throws Exception {
    Files.writeString(directory.resolve("readme"), "Nothing here.\n");
  }

  @Test
  void fileDirectoryAndInputAreRead() throws Exception {
    Path below = Files.createDirectories(directory.resolve("a/b"));
    Path file = Files.writeString(below.resolve("app.env"), "A=1\nTOKEN=" + token + "\n");
    String line = file + ":2: " + masked;

    assertThat(scan(file.toString()).lines()).containsExactly(line);
    Typed.Result all = scan(directory.toString());
    assertThat(all.exit()).isEqualTo(1);
    assertThat(all.lines()).containsExactly(line);
    assertThat(all.err()).isEqualTo("1 token found in 2 files and objects.\n");
    Typed.Result input = Typed.bare().fed(token.getBytes(StandardCharsets.UTF_8), "scan", "-");
    assertThat(input.exit()).isEqualTo(1);
    assertThat(input.lines()).containsExactly("standard input:1: " + masked);
  }

  @Test
  void nothingFoundIsZero() {
    Typed.Result result = scan(directory.toString());
    assertThat(result.exit()).isZero();
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).isEqualTo("No token found in 1 file or object.\n");
  }

  @Test
  void jsonIsAnObjectForEach() throws Exception {
    String secret = token.substring("12|acme_".length());
    Files.writeString(directory.resolve("f"), token + "\n" + secret);
    assertThat(scan("--output", "json", directory.resolve("f").toString()).lines())
        .containsExactly(
            "{\"place\":\"%s/f\",\"line\":1,\"id\":12,\"token\":\"%s\"}"
                .formatted(directory, masked),
            "{\"place\":\"%s/f\",\"line\":2,\"id\":null,\"token\":\"%s…\"}"
                .formatted(directory, secret.substring(0, 4)));
  }

  @Test
  void secretIsNeverShown() throws Exception {
    Files.writeString(directory.resolve("f"), token);
    for (String format : List.of("text", "json")) {
      Typed.Result result = scan("--output", format, directory.toString());
      assertThat(result.out() + result.err()).doesNotContain(token.substring(13, 20));
    }
  }

  @Test
  void binaryFileIsReadLikeAnyOther() throws Exception {
    byte[] noise = new byte[1_000_000];
    new Random(1).nextBytes(noise);
    byte[] hidden = ("\0" + token + "\0").getBytes(StandardCharsets.UTF_8);
    System.arraycopy(hidden, 0, noise, 500_000, hidden.length);
    Files.write(directory.resolve("core"), noise);
    Typed.Result result = scan(directory.toString());
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out()).contains(masked);
  }

  @Test
  void hugeFileWithoutLinesIsRead() throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(directory.resolve("huge").toFile(), "rw")) {
      file.setLength(HUGE);
      file.seek(HUGE - 1_000);
      file.write(token.getBytes(StandardCharsets.UTF_8));
    }
    Typed.Result result = scan(directory.toString());
    assertThat(result.lines()).containsExactly(directory.resolve("huge") + ":1: " + masked);
  }

  @Test
  void whatCannotBeReadIsSaidAndKeepsNothingElseFromBeingRead() throws Exception {
    Files.writeString(directory.resolve("f"), token);
    Typed.Result both =
        scan(directory.resolve("none").toString(), directory.resolve("f").toString());
    assertThat(both.exit()).isEqualTo(1);
    assertThat(both.out()).contains(masked);
    assertThat(both.err()).contains("none: there is no such file.").contains("; 1 not read.");
    Typed.Result nothing = scan(directory.resolve("none").toString(), "\0");
    assertThat(nothing.exit()).isEqualTo(2);
    assertThat(nothing.err()).contains("No token found in 0 files and objects; 2 not read.");
  }

  @Test
  void linksAreNotFollowedBelowButAtTheTop() throws Exception {
    Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("f"), token);
    Path walked = Files.createDirectories(directory.resolve("walked"));
    Files.createSymbolicLink(walked.resolve("loop"), walked);
    Path link = Files.createSymbolicLink(walked.resolve("out"), elsewhere);
    assertThat(scan(walked.toString()).exit()).isZero();
    assertThat(scan(link.toString()).out()).contains(masked);
  }

  @Test
  void directoryThatOnlyLooksLikeAPartOfARepositoryIsRead() throws Exception {
    Files.writeString(directory.resolve("HEAD"), "");
    Path objects = Files.createDirectories(directory.resolve("objects"));
    Files.writeString(objects.resolve("f"), token);
    assertThat(scan(directory.toString()).out()).contains(masked);
  }

  @Test
  void nameOfAFileCannotSteerTheTerminal() throws Exception {
    Files.writeString(directory.resolve("a\u001b[2Jb\nc"), token);
    assertThat(scan(directory.toString()).lines())
        .containsExactly(directory + "/a?[2Jb?c:1: " + masked);
  }

  private static Typed.Result scan(String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "scan";
    System.arraycopy(words, 0, all, 1, words.length);
    return Typed.bare().run(all);
  }
}
