package io.colleckt.auth.bus;

import static io.colleckt.auth.bus.Forged.content;
import static io.colleckt.auth.bus.Forged.decode;
import static io.colleckt.auth.bus.Forged.within;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.account.Fingerprint;
import io.colleckt.auth.account.ReadSession;
import io.colleckt.auth.bus.Envelope.Kind;
import io.colleckt.auth.finding.Finding;
import io.colleckt.auth.token.FindTokens;
import io.colleckt.auth.token.ReadTokenNames;
import io.colleckt.auth.token.RotateToken;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireDamageTest {
  private static final int DAMAGES = 100;

  static List<Catalogued> crossing() {
    return Catalogued.crossing();
  }

  @ParameterizedTest
  @MethodSource("crossing")
  void whatIsCutOffAnywhereIsUnreadable(Catalogued message) {
    byte[] whole = Wire.encode(message.envelope(new Samples(3).of(message.type())), true);
    for (int length = 0; length < whole.length; length++) {
      Envelope arrived = Wire.decode(Arrays.copyOf(whole, length));
      assertThat(arrived.body())
          .as("%d of %d", length, whole.length)
          .isInstanceOf(Unreadable.class);
    }
    assertThat(Wire.decode(Arrays.copyOf(whole, whole.length + 1)).body())
        .isInstanceOf(Unreadable.class);
  }

  @ParameterizedTest
  @MethodSource("crossing")
  void whatIsDamagedIsUnreadableOrStillWhatBelongsThere(Catalogued message) {
    Random random = new Random(message.toString().hashCode());
    byte[] whole = Wire.encode(message.envelope(new Samples(5).of(message.type())), true);
    for (int i = 0; i < DAMAGES; i++) {
      byte[] damaged = whole.clone();
      for (int bytes = 1 + random.nextInt(4); bytes > 0; bytes--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      assertIsOfItsAddress(Wire.decode(damaged));
    }
  }

  private static void assertIsOfItsAddress(Envelope arrived) {
    if (arrived.body() instanceof Unreadable) {
      assertThat(arrived.kind()).isNull();
    } else {
      Class<?> expected = WireTypes.of(arrived.kind(), arrived.address()).getRawClass();
      assertThat(arrived.body()).isExactlyInstanceOf(expected);
    }
  }

  @Test
  void noiseIsUnreadable() {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      byte[] noise = new byte[random.nextInt(64)];
      random.nextBytes(noise);
      assertThat(Wire.decode(noise).body()).isInstanceOf(Unreadable.class);
    }
  }

  @Test
  void anotherVersionSaysSo() {
    byte[] bytes =
        Wire.encode(Envelope.question("tokens.find", new FindTokens(List.of(1L))), false);
    bytes[0] = 2;
    assertThat(Wire.decode(bytes).body())
        .isEqualTo(new Unreadable("it is of version 2, this node reads 1"));
  }

  @Test
  void aNoteDoesNotForgeLinesOfTheLog() {
    byte[] note = ("\1x" + "a\n".repeat(100_000)).getBytes(StandardCharsets.US_ASCII);
    assertThat(((Unreadable) Wire.decode(note).body()).why())
        .startsWith("it was not sent: a?a?")
        .doesNotContain("\n")
        .hasSizeLessThan(600);
  }

  @Test
  void anUnknownAddressSaysSo() throws IOException {
    assertThat(decode(Kind.QUESTION, "tokens.abolish", Map.of()))
        .isEqualTo(new Unreadable("nothing like it is known here"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tokens.validate", "tokens.resolve", "deliveries.begin"})
  void whatBelongsIntoOneProcessIsNotRead(String address) throws IOException {
    assertThat(decode(Kind.QUESTION, address, Map.of())).isInstanceOf(Unreadable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.ProcessBuilder",
        "io.colleckt.auth.token.Issuance$Issued",
        "io.colleckt.auth.bus.Outcome$Done",
        "Accepted",
        "Outcome",
        ""
      })
  void aMessageNamesNoClasses(String name) throws IOException {
    for (String field : List.of("is", "@class", "@type", "@c")) {
      Map<String, Object> outcome = new HashMap<>(Map.of(field, name, "command", "id"));
      assertThat(decode(Kind.ANSWER, "tokens.issue", Map.of("outcome", outcome)))
          .isInstanceOf(Unreadable.class);
    }
    Object wrapped = List.of(name, Map.of("command", "id"));
    assertThat(decode(Kind.ANSWER, "tokens.issue", Map.of("outcome", wrapped)))
        .isInstanceOf(Unreadable.class);
  }

  @Test
  void factsOfAFindingStayTextsAndNumbers() throws IOException {
    Finding honest = (Finding) new Samples(1).of(Finding.class);
    Answer<Finding> answer = new Answer<>(new Outcome.Done<>(honest));
    Map<String, Object> content = content(Envelope.answer("findings.read", answer));
    Map<String, Object> hostile = Map.of("@class", "java.lang.ProcessBuilder", "is", "Done");
    within(within(content, "outcome"), "value").put("detail", hostile);
    Answer<?> arrived = (Answer<?>) decode(Kind.ANSWER, "findings.read", content);
    Finding finding = (Finding) ((Outcome.Done<?>) arrived.outcome()).value();
    assertThat(finding.detail()).isEqualTo(hostile);
  }

  @Test
  void whatARecordRefusesIsUnreadable() throws IOException {
    Map<String, Object> names = new HashMap<>(Map.of("workspaceId", 1));
    names.put("ids", Collections.singletonList(null));
    assertThat(decode(Kind.QUESTION, "tokens.names", names)).isInstanceOf(Unreadable.class);
    names.put("ids", List.of(5));
    assertThat(decode(Kind.QUESTION, "tokens.names", names))
        .isEqualTo(new ReadTokenNames(1, List.of(5L)));
    RotateToken rotation = (RotateToken) new Samples(2).of(RotateToken.class);
    Map<String, Object> content = content(Envelope.question("tokens.rotate", rotation));
    assertThat(decode(Kind.QUESTION, "tokens.rotate", content)).isEqualTo(rotation);
    content.put("hash", new byte[31]);
    assertThat(decode(Kind.QUESTION, "tokens.rotate", content)).isInstanceOf(Unreadable.class);
  }

  @Test
  void otherKindsOfValuesAreNotTakenForWhatTheyAreNot() throws IOException {
    for (Object id : List.of("5", 1.5, true, List.of(5), Map.of("id", 5))) {
      assertThat(
              decode(Kind.QUESTION, "tokens.names", Map.of("workspaceId", 1, "ids", List.of(id))))
          .isInstanceOf(Unreadable.class);
    }
  }

  @Test
  void whatNestsWithoutEndIsUnreadable() throws IOException {
    Object nested = List.of();
    for (int i = 0; i < 500; i++) {
      nested = List.of(nested);
    }
    for (String field : List.of("ids", "unknown")) {
      Map<String, Object> content = Map.of("workspaceId", 1, field, nested);
      assertThat(decode(Kind.QUESTION, "tokens.names", content)).isInstanceOf(Unreadable.class);
    }
  }

  @Test
  void aLieAboutALengthCostsNoMemory() {
    byte[] lie = {':', ')', '\n', 1, (byte) 0xfa, (byte) 0x83, 'h', 'a', 's', 'h', (byte) 0xfd};
    byte[] length = {0x0f, 0x7f, 0x7f, 0x7f, (byte) 0xbf, 1, 2, 3};
    byte[] body = Buffer.buffer().appendBytes(lie).appendBytes(length).getBytes();
    assertThat(decode(Kind.QUESTION, "tokens.rotate", body)).isInstanceOf(Unreadable.class);
  }

  @Test
  void whatIsTooLongIsRefusedByItsSender() {
    String hex = "a".repeat(Wire.MOST_BYTES);
    byte[] bytes =
        Wire.encode(
            Envelope.question("accounts.session", new ReadSession(new Fingerprint(hex), true)),
            false);
    assertThat(bytes).hasSizeLessThan(200);
    assertThat(((Unreadable) Wire.decode(bytes).body()).why())
        .startsWith("it was not sent: it has ")
        .endsWith(" bytes, more than 8388608");
  }

  @Test
  void whatIsTooLongIsRefusedByItsReceiver() {
    Buffer buffer = Buffer.buffer(new byte[Wire.MOST_BYTES + 5]);
    EnvelopeCodec codec = new EnvelopeCodec(false);
    assertThat(codec.decodeFromWire(4, buffer).body())
        .isEqualTo(new Unreadable("it has 8388609 bytes, more than 8388608"));
  }
}
