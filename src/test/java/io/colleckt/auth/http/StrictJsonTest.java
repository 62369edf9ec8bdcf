package io.colleckt.auth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two readers that understand the same bytes differently are a hole: ours takes only one form. */
class StrictJsonTest {
  private static final int ROUNDS = 10_000;
  private static final ObjectMapper LENIENT = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "null",
        "[]",
        "true",
        "\"name\"",
        "17",
        "{}{}",
        "{} {}",
        "{},",
        "{} x",
        "{",
        "{\"name\"",
        "{\"name\":\"a",
        "{\"name\":\"a\"",
        "{\"name\":\"a\",}",
        "{\"name\":\"a\",\"name\":\"a\"}",
        "{\"a\":{\"b\":1,\"b\":2}}",
        "{\"na\\u006de\":1,\"name\":2}",
        "/* note */{}",
        "{} // note",
        "{# note\n}",
        "{'name':'a'}",
        "{name:\"a\"}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":1.}",
        "{\"a\":0x10}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\\x41\"}",
        "{\"a\":\"\\ud800\"}",
        "{\"\\udc00\":1}",
        "\ufeff{}",
      })
  void whatIsNotOneObjectGets400(String text) {
    assertThat(statusOf(Buffer.buffer(text))).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7b2261223a22c0af227d", // an overlong slash
        "7b2261223a22ff227d", // no UTF-8 at all
        "7b2261223a22eda080227d", // half of a surrogate pair
        "7b2261223a22f4908080227d", // beyond Unicode
        "7b2261223a22e282227d", // cut short
        "fffe7b007d00", // UTF-16
      })
  void illFormedUtf8Gets400(String hex) {
    assertThat(statusOf(Buffer.buffer(HexFormat.of().parseHex(hex)))).isEqualTo(400);
  }

  @Test
  void deepNestingGets400() {
    String deep = "{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";

    assertThat(statusOf(Buffer.buffer(deep))).isEqualTo(400);
  }

  @Test
  void numberOfAThousandDigitsGets400() {
    assertThat(statusOf(Buffer.buffer("{\"a\":" + "9".repeat(1_000) + "}"))).isEqualTo(400);
  }

  @Test
  void listOfAHundredEntriesIsReadAndOneMoreGets400() {
    String hundred = "1" + ",1".repeat(99);

    assertThat(statusOf(Buffer.buffer("{\"a\":[" + hundred + "]}"))).isEqualTo(200);
    assertThat(statusOf(Buffer.buffer("{\"a\":[" + hundred + ",1]}"))).isEqualTo(400);
  }

  @Test
  void objectOfAHundredEntriesIsReadAndOneMoreGets400() {
    JsonObject object = new JsonObject();
    IntStream.range(0, 100).forEach(i -> object.put("k" + i, new JsonArray().add(i).add(i)));

    assertThat(statusOf(object.toBuffer())).isEqualTo(200);
    assertThat(statusOf(object.put("more", 1).toBuffer())).isEqualTo(400);
  }

  @Test
  void messageTellsWhereAndNotWhat() {
    Refused refused =
        catchThrowableOfType(
            Refused.class, () -> StrictJson.read(Buffer.buffer("{\"password\":hunter2}")));

    assertThat(refused.reply().body().getString("message"))
        .contains("line 1")
        .doesNotContain("hunter2");
  }

  @Test
  void goodDocumentIsReadAsItIs() {
    JsonObject document = document(new Random(7), 0);

    assertThat(StrictJson.read(document.toBuffer())).isEqualTo(document);
  }

  @Test
  void everyMutationIsEitherRefusedOrReadLikeElsewhere() {
    Random random = new Random(20_261_124);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = mutate(random, document(random, 0).encode());
      Buffer buffer = Buffer.buffer(bytes);
      int status = statusOf(buffer);
      assertThat(status).as("seeded round %d", round).isIn(200, 400);
      if (status == 200) {
        assertReadLikeElsewhere(buffer, round);
      }
    }
  }

  private static void assertReadLikeElsewhere(Buffer buffer, int round) {
    String text = buffer.toString(StandardCharsets.UTF_8);
    assertThat(text.getBytes(StandardCharsets.UTF_8)).isEqualTo(buffer.getBytes());
    try {
      assertThat(StrictJson.read(buffer).encode())
          .as("seeded round %d", round)
          .isEqualTo(LENIENT.writeValueAsString(LENIENT.readTree(text)));
    } catch (JsonProcessingException e) {
      throw new AssertionError("Accepted what an ordinary reader refuses: " + text, e);
    }
  }

  private static int statusOf(Buffer bytes) {
    try {
      StrictJson.read(bytes);
      return 200;
    } catch (Refused e) {
      return e.reply().status();
    }
  }

  private static byte[] mutate(Random random, String document) {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    for (int count = random.nextInt(3); count > 0; count--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = (byte) "{}[]\",:\\/#'0-".charAt(random.nextInt(13));
        case 2 -> bytes = cut(bytes, at, 1 + random.nextInt(4));
        default -> bytes = repeat(bytes, at, 1 + random.nextInt(8));
      }
    }
    return bytes;
  }

  private static byte[] cut(byte[] bytes, int at, int length) {
    Buffer rest = Buffer.buffer().appendBytes(bytes, 0, at);
    int after = Math.min(bytes.length, at + length);
    byte[] shorter = rest.appendBytes(bytes, after, bytes.length - after).getBytes();
    return shorter.length == 0 ? bytes : shorter;
  }

  private static byte[] repeat(byte[] bytes, int at, int length) {
    int end = Math.min(bytes.length, at + length);
    return Buffer.buffer()
        .appendBytes(bytes, 0, end)
        .appendBytes(bytes, at, bytes.length - at)
        .getBytes();
  }

  private static JsonObject document(Random random, int depth) {
    JsonObject object = new JsonObject();
    for (int count = random.nextInt(5) + (depth == 0 ? 1 : 0); count > 0; count--) {
      object.put(text(random), value(random, depth));
    }
    return object;
  }

  private static Object value(Random random, int depth) {
    return switch (random.nextInt(depth < 3 ? 7 : 5)) {
      case 0 -> random.nextInt();
      case 1 -> random.nextLong();
      case 2 -> random.nextBoolean();
      case 3 -> text(random);
      case 4 -> null;
      case 5 -> document(random, depth + 1);
      default -> new JsonArray().add(text(random)).add(random.nextInt());
    };
  }

  private static String text(Random random) {
    String[] pieces = {
      "name", "\"", "\\", "\n", "ä", "€", "\ud83d\ude00", "a", "{", "]", "'", "\u0000"
    };
    StringBuilder text = new StringBuilder();
    for (int count = random.nextInt(6); count > 0; count--) {
      text.append(pieces[random.nextInt(pieces.length)]);
    }
    return text.toString();
  }
}
