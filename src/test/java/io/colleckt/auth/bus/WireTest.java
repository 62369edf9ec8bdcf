package io.colleckt.auth.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JavaType;
import io.colleckt.auth.account.Actor;
import io.colleckt.auth.account.Role;
import io.colleckt.auth.token.ReadToken;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireTest {
  private static final int SAMPLES = 40;

  static List<Catalogued> all() {
    return Catalogued.all();
  }

  static List<Catalogued> crossing() {
    return Catalogued.crossing();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyRecordComesBackAsItWas(Catalogued message) throws IOException {
    JavaType type = WireMapper.type(message.type());
    Samples samples = new Samples(message.toString().hashCode());
    for (int i = 0; i < SAMPLES; i++) {
      Object record = samples.of(message.type());
      byte[] bytes = WireMapper.writer(type, true).writeValueAsBytes(record);
      assertThat(WireMapper.reader(type).<Object>readValue(bytes)).isEqualTo(record);
    }
  }

  @ParameterizedTest
  @MethodSource("crossing")
  void whatCrossesArrivesAtItsAddress(Catalogued message) {
    Record record = (Record) new Samples(7).of(message.type());
    Buffer buffer = Buffer.buffer("what Vert.x puts before it");
    int position = buffer.length();
    EnvelopeCodec codec = new EnvelopeCodec(true);
    codec.encodeToWire(buffer, message.envelope(record));
    Envelope arrived = codec.decodeFromWire(position, buffer);
    assertThat(arrived.body()).isEqualTo(record);
    assertThat(arrived.kind()).isEqualTo(message.kind());
    assertThat(arrived.address()).isEqualTo(message.address());
  }

  @Test
  void withinAProcessNothingIsCopied() {
    Envelope envelope = Envelope.question("tokens.read", new ReadToken(null, 1));
    assertThat(new EnvelopeCodec(false).transform(envelope)).isSameAs(envelope);
  }

  @Test
  void everyCatalogueIsKnown() throws Exception {
    Path root = Path.of(Call.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path folder = root.resolve(Call.class.getPackageName().replace('.', '/'));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.endsWith("Addresses.class"))
          .containsExactlyInAnyOrderElementsOf(
              WireTypes.CATALOGUES.stream().map(each -> each.getSimpleName() + ".class").toList());
    }
  }

  @Test
  void aTypeThatTheWireWasNotTaughtIsNoticed() {
    record Strange(Thread thread) {}
    assertThatThrownBy(() -> new Samples(1).of(Strange.class))
        .hasMessageContaining("Nobody has taught the wire");
  }

  @Test
  void halfACharacterBecomesTheReplacementAndNoFailure() {
    ReadToken question = new ReadToken(actor("half \ud83d"), 1);
    byte[] bytes = Wire.encode(Envelope.question("tokens.read", question), false);
    assertThat(Wire.decode(bytes).body()).isEqualTo(new ReadToken(actor("half \ufffd"), 1));
  }

  private static Actor actor(String userAgent) {
    return new Actor(1, "owner@localhost", 1, Role.OWNER, "192.0.2.1", userAgent);
  }
}
