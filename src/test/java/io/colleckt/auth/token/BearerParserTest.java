package io.colleckt.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerParserTest {
  private static final String RANDOM = "abcdefghijABCDEFGHIJ0123456789klmnopqrst";
  private static final String SECRET = RANDOM + checksum(RANDOM);
  private static final String TOKEN = "12|" + SECRET;

  private final BearerParser parser = new BearerParser(0);

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "bearer ", "BEARER ", "Bearer  ", " Bearer ", "Bearer    "})
  void theSchemeIsReadInAnyCaseAndWithFurtherBlanks(String scheme) {
    assertThat(parser.parse(scheme + TOKEN)).isEqualTo(credential(12, SECRET));
    assertThat(parser.parse(scheme + TOKEN + "  ")).isEqualTo(credential(12, SECRET));
  }

  @Test
  void theDotFormIsTheSameToken() {
    assertThat(parser.parse("Bearer 12." + SECRET)).isEqualTo(parser.parse("Bearer " + TOKEN));
  }

  @Test
  void aPrefixBelongsToTheSecret() {
    assertThat(parser.parse("Bearer 12|clkt_" + SECRET))
        .isEqualTo(credential(12, "clkt_" + SECRET));
  }

  @Test
  void theLargestIdIsRead() {
    assertThat(parser.parse("Bearer 9007199254740991|" + SECRET).id())
        .isEqualTo(BearerParser.MAX_ID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-1",
        "+1",
        "01",
        "1e3",
        "9007199254740992",
        "9223372036854775808",
        "",
        "1 ",
        "١"
      })
  void anIdOfAnotherFormIsMalformed(String id) {
    assertThat(parser.parse("Bearer " + id + "|" + SECRET)).isNull();
  }

  @Test
  void aThousandDigitsAreMalformed() {
    assertThat(parser.parse("Bearer " + "9".repeat(1000) + "|" + SECRET)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Token ",
        "Bearer\t",
        "Bearer:",
        "Basic ",
        "Bearer\u00a0"
      })
  void anotherSchemeIsNoBearerToken(String scheme) {
    assertThat(parser.parse(scheme.equals("Bearer") ? scheme : scheme.strip())).isNull();
    assertThat(parser.parse(scheme.equals("Bearer ") ? scheme : scheme + TOKEN)).isNull();
  }

  @Test
  void aMissingHeaderIsNull() {
    assertThat(parser.parse(null)).isNull();
    assertThat(BearerParser.presentsToken(null)).isFalse();
  }

  @Test
  void presentingATokenIsToldFromPresentingNone() {
    assertThat(BearerParser.presentsToken("Bearer x")).isTrue();
    assertThat(BearerParser.presentsToken("Bearer  ")).isFalse();
    assertThat(BearerParser.presentsToken("Basic eDp5")).isFalse();
  }

  @Test
  void everySingleCharacterFlipIsCaughtByTheChecksum() {
    for (int i = 0; i < SECRET.length(); i++) {
      for (char c = ' '; c < 127; c++) {
        String flipped = SECRET.substring(0, i) + c + SECRET.substring(i + 1);
        if (c != SECRET.charAt(i)) {
          assertThat(parser.parse("Bearer 12|" + flipped)).as(flipped).isNull();
        }
      }
    }
  }

  @Test
  void aFurtherPipeIsMalformed() {
    assertThat(parser.parse("Bearer 12|" + SECRET + "|")).isNull();
    assertThat(parser.parse("Bearer 12||" + SECRET)).isNull();
    assertThat(parser.parse("Bearer 12|a|" + SECRET)).isNull();
  }

  @Test
  void theChecksumIsWaivedForImportedIdsAndForNoOthers() {
    BearerParser importing = new BearerParser(100);
    String bare = "x".repeat(40);
    assertThat(importing.parse("Bearer 100|" + bare)).isEqualTo(credential(100, bare));
    assertThat(importing.parse("Bearer 101|" + bare)).isNull();
    assertThat(importing.parse("Bearer 100|" + "x".repeat(39))).isNull();
    assertThat(importing.parse("Bearer 100|" + "x".repeat(129))).isNull();
  }

  @Test
  void whateverIsMadeIsReadAndWhateverIsReadWasMadeThatWay() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      String text = randomToken(random);
      BearerParser.Credential read = parser.parse("Bearer " + text);
      assertThat(read).as("seed %d: %s", seed, text).isNotNull();
      String mutated = mutate(text, random);
      BearerParser.Credential other = parser.parse("Bearer " + mutated);
      if (other != null) {
        assertThat(isWellFormed(mutated.replaceAll("^ +| +$", "")))
            .as("seed %d: %s", seed, mutated)
            .isTrue();
      }
    }
  }

  @Test
  void noJunkMakesItThrow() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      StringBuilder junk = new StringBuilder(random.nextBoolean() ? "Bearer " : "");
      random.ints(random.nextInt(200), 0, 0x250).forEach(c -> junk.append((char) c));
      parser.parse(junk.toString());
      BearerParser.presentsToken(junk.toString());
    }
  }

  private static String randomToken(Random random) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    StringBuilder secret = new StringBuilder();
    random.ints(40, 0, alphabet.length()).forEach(i -> secret.append(alphabet.charAt(i)));
    long id = 1 + (random.nextLong() >>> (11 + random.nextInt(50)));
    return Math.min(id, BearerParser.MAX_ID)
        + (random.nextBoolean() ? "|" : ".")
        + (random.nextInt(3) == 0 ? "pre_" : "")
        + secret
        + checksum(secret.toString());
  }

  private static String mutate(String text, Random random) {
    int at = random.nextInt(text.length());
    return switch (random.nextInt(3)) {
      case 0 -> text.substring(0, at) + (char) random.nextInt(0x100) + text.substring(at + 1);
      case 1 -> text.substring(0, at) + text.substring(at + 1);
      default -> text.substring(0, at) + (char) random.nextInt(0x100) + text.substring(at);
    };
  }

  /** The grammar again, as a regular expression and a checksum: slow, and written independently. */
  private static boolean isWellFormed(String token) {
    if (!token.matches("[1-9][0-9]{0,15}[|.][A-Za-z0-9_-]{0,32}[A-Za-z0-9]{40}[0-9a-f]{8}")) {
      return false;
    }
    String random = token.substring(token.length() - 48, token.length() - 8);
    return token.endsWith(checksum(random));
  }

  private static String checksum(String random) {
    CRC32 crc = new CRC32();
    crc.update(random.getBytes(StandardCharsets.US_ASCII));
    return String.format(Locale.ROOT, "%08x", crc.getValue());
  }

  private static BearerParser.Credential credential(long id, String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.US_ASCII);
    return new BearerParser.Credential(id, SecretHash.ofSecret(bytes, 0, bytes.length));
  }
}
