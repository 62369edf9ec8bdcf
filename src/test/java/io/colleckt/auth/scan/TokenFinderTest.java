package io.colleckt.auth.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.token.PlainTextToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever else there is, tokens are found, each once, and nothing else. */
class TokenFinderTest {
  /** At least as much as is read at once. */
  private static final int PIECE = 70_000;

  private final TokenFinder finder = new TokenFinder();

  @Test
  void tokenIsFoundWithItsLineAndWithoutItsSecret() throws Exception {
    String token = PlainTextToken.draw("").reveal(12);
    List<Sighting> found = find("first\nsecond " + token + "\n");
    assertThat(found).hasSize(1);
    assertThat(found.get(0).line()).isEqualTo(2);
    FoundToken one = found.get(0).token();
    assertThat(one.plainText()).contains(token);
    assertThat(one.masked()).isEqualTo(token.substring(0, "12|".length() + 4) + "…");
    assertThat(one.toString()).doesNotContain(token.substring(8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"|", ".", "%7C", "%7c", "\\u007c", "&#124;"})
  void separatorMayHaveBeenEscaped(String separator) throws Exception {
    String token = PlainTextToken.draw("acme_live-").reveal(9_007_199_254_740_991L);
    List<Sighting> found = find("{\"t\":\"" + token.replace("|", separator) + "\"}");
    assertThat(found).extracting(one -> one.token().plainText().orElse("")).containsExactly(token);
  }

  @Test
  void tokenIsFoundWhereverThePiecesEnd() throws Exception {
    String token = PlainTextToken.draw("acme_").reveal(123_456);
    byte[] bytes = (" ".repeat(100) + token + " ".repeat(100)).getBytes(StandardCharsets.UTF_8);
    for (int size = 1; size < bytes.length; size++) {
      assertThat(find(new Pieces(bytes, size)))
          .extracting(one -> one.token().plainText().orElse(""))
          .containsExactly(token);
    }
  }

  @Test
  void tokenIsFoundOverTheEdgeOfTheBuffer() throws Exception {
    String token = PlainTextToken.draw("").reveal(7);
    for (int before = PIECE - 10_000; before < PIECE; before += 7) {
      assertThat(find("x".repeat(before) + "\n" + token))
          .extracting(one -> one.token().plainText().orElse(""))
          .containsExactly(token);
    }
  }

  @Test
  void secretAloneAndWithinLettersIsFound() throws Exception {
    String secret = PlainTextToken.draw("").reveal(1).substring(2);
    for (String text : List.of(secret, "key" + secret + "Z", "0|" + secret, "|" + secret)) {
      assertThat(find(text)).hasSize(1);
      assertThat(find(text).get(0).token().id()).isEmpty();
      assertThat(find(text).get(0).token().plainText()).isEmpty();
    }
  }

  @Test
  void idOfTooManyDigitsIsNone() throws Exception {
    String secret = PlainTextToken.draw("").reveal(1).substring(1);
    for (String id : List.of("9007199254740992", "12345678901234567", "1".repeat(500), "01")) {
      assertThat(find(id + secret).get(0).token().id()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16"})
  void textInSixteenBitsIsRead(String charset) throws Exception {
    String token = PlainTextToken.draw("").reveal(12);
    byte[] bytes = ("\n" + token).getBytes(Charset.forName(charset));
    List<Sighting> found = find(new ByteArrayInputStream(bytes));
    assertThat(found).extracting(one -> one.token().plainText().orElse("")).containsExactly(token);
  }

  @Test
  void severalInOneLineAreAllFound() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int id = 1; id <= 5_000; id++) {
      text.append(PlainTextToken.draw("").reveal(id)).append(',');
    }
    List<Sighting> found = find(text.toString());
    assertThat(found).hasSize(5_000);
    assertThat(found).extracting(one -> one.token().id().orElse(0)).doesNotHaveDuplicates();
  }

  @Test
  void whatOnlyLooksLikeOneIsNot() throws Exception {
    String token = PlainTextToken.draw("").reveal(12);
    char last = token.charAt(token.length() - 1);
    String flipped = token.substring(0, token.length() - 1) + (last == '0' ? '1' : '0');
    assertThat(find(flipped)).isEmpty();
    assertThat(find(token.substring(0, token.length() - 1))).isEmpty();
    assertThat(find(token.toUpperCase(Locale.ROOT))).isEmpty();
    assertThat(find("deadbeef".repeat(20_000))).isEmpty();
    byte[] noise = new byte[5_000_000];
    new Random(4711).nextBytes(noise);
    assertThat(find(new ByteArrayInputStream(noise))).isEmpty();
  }

  @Test
  void oneFinderReadsOneStreamAfterAnother() throws Exception {
    String token = PlainTextToken.draw("").reveal(12);
    assertThat(find(token.substring(0, 30))).isEmpty();
    assertThat(find(token.substring(30))).isEmpty();
    assertThat(find(token)).hasSize(1);
  }

  private List<Sighting> find(String text) throws IOException {
    return find(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private List<Sighting> find(InputStream in) throws IOException {
    List<Sighting> found = new ArrayList<>();
    finder.read(in, found::add);
    return found;
  }

  /** Gives so many bytes at once at most, and sometimes none. */
  private static final class Pieces extends InputStream {
    private final InputStream in;
    private final int size;

    Pieces(byte[] bytes, int size) {
      this.in = new ByteArrayInputStream(bytes);
      this.size = size;
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return in.read(bytes, offset, Math.min(size, length));
    }
  }
}
