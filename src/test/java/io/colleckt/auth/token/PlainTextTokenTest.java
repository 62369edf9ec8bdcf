package io.colleckt.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** The form is Sanctum's, so that secret scanners that know it know ours. */
class PlainTextTokenTest {

  @Test
  void secretIsPrefixEntropyAndChecksum() {
    for (int round = 0; round < 1_000; round++) {
      String text = PlainTextToken.draw("col_").reveal(12);

      assertThat(text).matches("12\\|col_[A-Za-z0-9]{40}[0-9a-f]{8}");
      CRC32 crc = new CRC32();
      crc.update(text.substring(7, 47).getBytes(StandardCharsets.US_ASCII));
      assertThat(Long.parseLong(text.substring(47), 16)).isEqualTo(crc.getValue());
    }
  }

  @Test
  void hashIsOfEverythingAfterThePipe() {
    PlainTextToken token = PlainTextToken.draw("col_");
    byte[] text = token.reveal(7).getBytes(StandardCharsets.US_ASCII);

    assertThat(token.hash()).isEqualTo(SecretHash.ofSecret(text, 2, text.length - 2));
  }

  @Test
  void everyCharacterOccursAndNoSecretTwice() {
    Set<String> secrets = new HashSet<>();
    StringBuilder entropy = new StringBuilder();
    for (int round = 0; round < 1_000; round++) {
      String text = PlainTextToken.draw("").reveal(1);
      secrets.add(text);
      entropy.append(text, 2, 42);
    }

    assertThat(secrets).hasSize(1_000);
    assertThat(entropy.chars().distinct().count()).isEqualTo(62);
  }

  @Test
  void toStringTellsNothing() {
    PlainTextToken token = PlainTextToken.draw("col_");

    assertThat(token.toString()).doesNotContain(token.reveal(1).substring(6, 12));
  }
}
