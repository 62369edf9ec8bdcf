package io.colleckt.auth.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colleckt.auth.bus.Envelope.Kind;
import io.colleckt.auth.token.FindTokens;
import io.colleckt.auth.token.MarksPlaced;
import io.colleckt.auth.token.StreamEnd;
import io.colleckt.auth.token.StreamPosition;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nodes of neighbouring versions understand each other: the rules that {@link WireMapper} names.
 */
class WireEvolutionTest {
  private record Before(String name, Colour colour, Shape shape) {}

  private record After(String name, Hue colour, Form shape, Optional<List<Integer>> sizes) {}

  private record AfterInHaste(String name, List<Integer> sizes) {}

  private enum Colour {
    RED
  }

  private enum Hue {
    RED,
    GREEN
  }

  private sealed interface Shape {
    record Round(int radius) implements Shape {}
  }

  private sealed interface Form {
    record Round(int radius) implements Form {}

    record Square(int side) implements Form {}
  }

  static List<Catalogued> crossing() {
    return Catalogued.crossing();
  }

  @Test
  void anOlderNodePassesOverWhatIsNew() throws IOException {
    After after = new After("a", Hue.RED, new Form.Round(1), Optional.of(List.of(3)));
    assertThat(read(write(after), Before.class))
        .isEqualTo(new Before("a", Colour.RED, new Shape.Round(1)));
  }

  @Test
  void whatAnOlderNodeDoesNotSendIsEmpty() throws IOException {
    assertThat(read(write(new Before("a", Colour.RED, new Shape.Round(1))), After.class))
        .isEqualTo(new After("a", Hue.RED, new Form.Round(1), Optional.empty()));
  }

  @Test
  void newConstantsAndNewKindsAreUnreadableToAnOlderNode() throws IOException {
    byte[] green = write(new After("a", Hue.GREEN, new Form.Round(1), Optional.empty()));
    byte[] square = write(new After("a", Hue.RED, new Form.Square(1), Optional.empty()));
    assertThatThrownBy(() -> read(green, Before.class)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read(square, Before.class)).isInstanceOf(IOException.class);
  }

  @Test
  void whatIsNewWithoutBeingOptionalIsUnreadableToANewerNode() throws IOException {
    byte[] bytes = write(new Before("a", Colour.RED, new Shape.Round(1)));
    assertThatThrownBy(() -> read(bytes, AfterInHaste.class)).isInstanceOf(IOException.class);
  }

  @Test
  void noMarksAreTakenForPlacedBecauseAListIsMissing() throws IOException {
    MarksPlaced placed =
        new MarksPlaced("r1", List.of(new StreamEnd("s", new StreamPosition(1, 0))));
    Map<String, Object> content = Forged.content(Envelope.answer("tokens.place", placed));
    content.remove("ends");
    assertThat(Forged.decode(Kind.ANSWER, "tokens.place", content)).isInstanceOf(Unreadable.class);
  }

  @ParameterizedTest
  @MethodSource("crossing")
  void whatIsUnknownIsPassedOverEverywhere(Catalogued message) throws IOException {
    Record record = (Record) new Samples(13).of(message.type());
    Map<String, Object> content = Forged.content(message.envelope(record));
    content.put("a new one", Map.of("of", List.of("several", 1, new byte[3])));
    assertThat(Forged.decode(message.kind(), message.address(), content)).isEqualTo(record);
  }

  @ParameterizedTest
  @MethodSource("crossing")
  void whatIsMissingIsEmptyOrUnreadable(Catalogued message) throws IOException {
    Record record = (Record) new Samples(17).of(message.type());
    Map<String, Object> whole = Forged.content(message.envelope(record));
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Map<String, Object> content = new HashMap<>(whole);
      content.remove(component.getName());
      Record arrived = Forged.decode(message.kind(), message.address(), content);
      boolean mayBeMissing = component.getType() == Optional.class;
      assertThat(arrived instanceof Unreadable).as(component.getName()).isNotEqualTo(mayBeMissing);
    }
  }

  /** Version, kind, address, and as Smile: {@code {"ids": [1, 2^40]}}. */
  @Test
  void theFormStays() {
    FindTokens question = new FindTokens(List.of(1L, 1L << 40));
    byte[] bytes = Wire.encode(Envelope.question("tokens.find", question), false);
    assertThat(HexFormat.of().formatHex(bytes))
        .isEqualTo("013f0b746f6b656e732e66696e643a290a03fa82696473f8c22501000000000080f9fb");
  }

  private static byte[] write(Record record) throws IOException {
    return WireMapper.writer(WireMapper.type(record.getClass()), false).writeValueAsBytes(record);
  }

  private static Object read(byte[] bytes, Class<?> type) throws IOException {
    return WireMapper.reader(WireMapper.type(type)).readValue(bytes);
  }
}
