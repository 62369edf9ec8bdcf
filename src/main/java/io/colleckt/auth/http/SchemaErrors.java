package io.colleckt.auth.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.OutputUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns what the schema validator reports into what a person can use: one message a field, written
 * in the contract beside the rule ({@code x-refusal}).
 */
final class SchemaErrors {
  static final String MESSAGE = "x-refusal";
  private static final int KEYS_NAMED = 5;
  private static final int KEY_CHARACTERS = 64;

  private SchemaErrors() {}

  /** 400 naming the first unknown keys, else 422 with one message for each field that is wrong. */
  static Reply reply(OutputUnit output, JsonObject schema, JsonObject body) {
    List<String> unknown = unknownKeys(output);
    if (!unknown.isEmpty()) {
      return Failures.badRequest("Unknown key: " + String.join(", ", unknown) + ".");
    }
    Map<String, List<String>> errors = new LinkedHashMap<>();
    for (String field : missing(schema, body)) {
      errors.put(field, List.of("The " + words(field) + " is required."));
    }
    for (OutputUnit error : output.getErrors()) {
      String field = path(error).split("/", 2)[0];
      if (!field.isEmpty()) {
        errors.putIfAbsent(field, List.of(message(schema, field)));
      }
    }
    return Failures.invalid(errors);
  }

  /** The message of a field, or of a parameter whose schema this is. */
  static String message(String field, String written) {
    return written == null ? "The " + words(field) + " is not acceptable." : written;
  }

  private static String message(JsonObject schema, String field) {
    JsonObject property = schema.getJsonObject("properties").getJsonObject(field);
    return message(field, property.getString(MESSAGE));
  }

  /** A known key with a wrong value is reported as an additional one as well: that is noise. */
  private static List<String> unknownKeys(OutputUnit output) {
    Set<String> known =
        output.getErrors().stream()
            .filter(error -> keyword(error).equals("properties"))
            .map(SchemaErrors::path)
            .collect(Collectors.toSet());
    return output.getErrors().stream()
        .filter(error -> keyword(error).equals("additionalProperties"))
        .map(SchemaErrors::path)
        .filter(path -> !known.contains(path))
        .limit(KEYS_NAMED)
        .map(path -> shortened(path.replace('/', '.')))
        .toList();
  }

  private static String shortened(String key) {
    return key.codePointCount(0, key.length()) <= KEY_CHARACTERS
        ? key
        : key.substring(0, key.offsetByCodePoints(0, KEY_CHARACTERS)) + "…";
  }

  private static List<String> missing(JsonObject schema, JsonObject body) {
    List<String> missing = new ArrayList<>();
    for (Object field : schema.getJsonArray("required", new JsonArray())) {
      if (!body.containsKey((String) field)) {
        missing.add((String) field);
      }
    }
    return missing;
  }

  private static String keyword(OutputUnit error) {
    return error.getKeywordLocation().substring(error.getKeywordLocation().lastIndexOf('/') + 1);
  }

  /** Where in the body, without the leading {@code #/}. */
  private static String path(OutputUnit error) {
    String location = error.getInstanceLocation();
    return location.length() < 2 ? "" : location.substring(2);
  }

  private static String words(String field) {
    return field.replace('_', ' ');
  }
}
