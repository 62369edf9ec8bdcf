package io.colleckt.auth.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.CheckOutcome;
import io.colleckt.auth.token.IpAddress;
import io.colleckt.auth.token.SecretHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryFormatTest {
  private static final long AT = 1_790_000_000_123L;
  private static final Check.Caller CURL = caller("192.0.2.7", "GET", "/orders", "curl/8.5", false);
  private static final Check.Caller PAGE = caller("2001:db8::1", "POST", "/pay", "Mozilla", true);

  @Test
  void whatWasJudgedIsReadAsItWasWritten() throws MalformedEntryException {
    byte[] checks = EntryFormat.write(List.of(check(7, CURL), check(8, CURL), check(9, PAGE)));
    assertThat(EntryFormat.read(verdicts("RWL"), checks))
        .containsExactly(
            new Calls(7, CURL, CheckOutcome.ACCEPTED, AT, 1),
            new Calls(8, CURL, CheckOutcome.WRONG_SECRET, AT, 1),
            new Calls(9, PAGE, CheckOutcome.RATE_LIMITED, AT, 1));
  }

  @Test
  void whatWasMissedIsLeftOutAndWhatComesAfterItIsNotShifted() throws MalformedEntryException {
    byte[] checks = EntryFormat.write(List.of(check(7, CURL), check(8, PAGE), check(9, PAGE)));
    assertThat(EntryFormat.read(verdicts("MMV"), checks))
        .containsExactly(new Calls(9, PAGE, CheckOutcome.REVOKED, AT, 1));
  }

  @Test
  void whatIsAlikeIsWrittenOnce() {
    int one = EntryFormat.write(List.of(check(7, CURL))).length;
    int two = EntryFormat.write(List.of(check(7, CURL), check(8, CURL))).length;
    assertThat(two - one).isEqualTo(1 + Long.BYTES);
  }

  @Test
  void anotherFormatIsMalformed() {
    byte[] verdicts = verdicts("R");
    verdicts[0] = 9;
    assertMalformed(verdicts, EntryFormat.write(List.of(check(7, CURL))));
  }

  @Test
  void everyCutIsMalformed() {
    byte[] checks = EntryFormat.write(List.of(check(7, CURL)));
    for (int length = 0; length < checks.length; length++) {
      assertMalformed(verdicts("R"), Arrays.copyOf(checks, length));
    }
    assertMalformed(verdicts("R"), Arrays.copyOf(checks, checks.length + 1));
    assertMalformed(verdicts("X"), checks);
    assertMalformed(new byte[0], checks);
  }

  @Test
  void textThatIsNotPrintableIsMalformed() throws MalformedEntryException {
    byte[] checks = EntryFormat.write(List.of(check(7, CURL)));
    String written = new String(checks, StandardCharsets.ISO_8859_1);
    for (String text : List.of("GET", "/orders", "curl")) {
      int place = written.indexOf(text) + text.length() - 1;
      for (int bad : new int[] {0, '\t', '\n', 0x1f, 0x7f, 0x80, 0xff}) {
        byte[] garbled = checks.clone();
        garbled[place] = (byte) bad;
        assertMalformed(verdicts("R"), garbled);
      }
      byte[] odd = checks.clone();
      odd[place] = '~';
      assertThat(EntryFormat.read(verdicts("R"), odd)).hasSize(1);
    }
  }

  private static void assertMalformed(byte[] verdicts, byte[] checks) {
    assertThatThrownBy(() -> EntryFormat.read(verdicts, checks))
        .isInstanceOf(MalformedEntryException.class);
  }

  private static byte[] verdicts(String letters) {
    return ByteBuffer.allocate(7 + letters.length())
        .put(EntryFormat.FORMAT)
        .putShort((short) (AT >>> 32))
        .putInt((int) AT)
        .put(letters.getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  private static Check check(long id, Check.Caller caller) {
    return new Check(id, SecretHash.ofBytes(new byte[SecretHash.LENGTH]), "", caller, 0);
  }

  private static Check.Caller caller(
      String address, String method, String path, String userAgent, boolean browser) {
    return new Check.Caller(IpAddress.parse(address), method, path, userAgent, browser);
  }
}
