package io.colleckt.auth.foreign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.colleckt.auth.token.Grant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Abilities as Sanctum keeps them: a JSON array of names, or an object whose values are the names,
 * which is what PHP makes of an array with gaps.
 *
 * @param held what can be held here
 * @param leftOut what cannot: what no ability may be called here, and what begins with {@code
 *     tokens:}, which opens doors of this service itself. To leave it out only narrows the token
 */
record AbilityList(List<String> held, List<String> leftOut) {
  /** As many as a token may have here. */
  private static final int MOST = 50;

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Empty when it is neither. */
  static Optional<AbilityList> ofJson(String text) {
    try {
      JsonNode json = STRICT.readTree(text);
      List<String> names = new ArrayList<>();
      for (JsonNode each : json) {
        if (!each.isTextual()) {
          return Optional.empty();
        }
        names.add(each.textValue());
      }
      return json.isContainerNode() ? Optional.of(of(names)) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  static AbilityList of(List<String> names) {
    List<String> held = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (String name : names.contains(Grant.EVERY_ABILITY) ? List.of(Grant.EVERY_ABILITY) : names) {
      boolean fits = Grant.ABILITY.matcher(name).matches() && held.size() < MOST;
      if (fits && !name.startsWith(Grant.RESERVED_PREFIX)) {
        held.add(name);
      } else {
        leftOut.add(name);
      }
    }
    return new AbilityList(held.stream().distinct().toList(), List.copyOf(leftOut));
  }
}
