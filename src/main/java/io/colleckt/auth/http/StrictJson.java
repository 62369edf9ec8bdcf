package io.colleckt.auth.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads a body that must be one JSON object (or one list, where a foreign protocol wants that), and
 * nothing that only looks like one: RFC 8259 to the letter, plus no key twice, no ill-formed UTF-8
 * and no half of a surrogate pair. Two readers that understand the same bytes differently are how a
 * check is got round. No list and no object is longer than any that the contract knows, so that
 * whatever looks at it next has little to do. Safe for use from any thread.
 */
final class StrictJson {
  static final int MAX_DEPTH = 8;
  static final int MAX_ENTRIES = 100;
  private static final int MAX_DIGITS = 100;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_DIGITS)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private StrictJson() {}

  /** As {@link #read(Buffer, int)}, with the usual number of entries. */
  static JsonObject read(Buffer bytes) {
    return read(bytes, MAX_ENTRIES);
  }

  /**
   * The object in these bytes.
   *
   * @param mostEntries that a list or an object in it may have
   * @throws Refused with 400 when there is anything else in them
   */
  @SuppressWarnings("unchecked") // The keys of a JSON object are strings.
  static JsonObject read(Buffer bytes, int mostEntries) {
    if (parse(bytes, mostEntries, "object") instanceof Map<?, ?> object) {
      return whole(new JsonObject((Map<String, Object>) object), JsonObject::encode);
    }
    throw refused("The body must be a JSON object.");
  }

  /**
   * The list in these bytes.
   *
   * @param mostEntries as above
   * @throws Refused with 400 when there is anything else in them
   */
  static JsonArray readList(Buffer bytes, int mostEntries) {
    if (parse(bytes, mostEntries, "list") instanceof List<?> list) {
      return whole(new JsonArray(list), JsonArray::encode);
    }
    throw refused("The body must be a JSON list.");
  }

  private static <T> T whole(T document, Function<T, String> encoded) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(encoded.apply(document))) {
      throw refused("The body holds half of a surrogate pair.");
    }
    return document;
  }

  private static Object parse(Buffer bytes, int mostEntries, String what) {
    String text = decode(bytes.getBytes());
    if (text.isBlank()) {
      throw refused("A JSON " + what + " is required.");
    }
    try {
      checkLengths(text, mostEntries);
      return MAPPER.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      throw refused("The body is not one well-formed JSON document" + where(e) + ".");
    }
  }

  private static void checkLengths(String text, int mostEntries) throws JsonProcessingException {
    try (JsonParser parser = MAPPER.createParser(text)) {
      while (parser.nextToken() != null) {
        if (parser.getParsingContext().getEntryCount() > mostEntries) {
          throw refused("A list or object in the body has more than " + mostEntries + " entries.");
        }
      }
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("A text cannot fail to be read.", e);
    }
  }

  private static String where(JsonProcessingException defect) {
    return defect.getLocation() == null
        ? ""
        : ": see line "
            + defect.getLocation().getLineNr()
            + ", column "
            + defect.getLocation().getColumnNr();
  }

  private static String decode(byte[] bytes) {
    try { // A new decoder reports what is malformed instead of replacing it.
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw refused("The body is not UTF-8.");
    }
  }

  private static Refused refused(String message) {
    return new Refused(Failures.badRequest(message));
  }
}
