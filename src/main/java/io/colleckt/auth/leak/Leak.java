package io.colleckt.auth.leak;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a token was found, as it was told, without tokens in it.
 *
 * @param reporter who has shown to be that: {@code github}, or {@code anyone}
 * @param source the kind of place, such as {@code commit}; or the empty string
 * @param url the place; or the empty string
 */
public record Leak(String reporter, String source, String url) {
  /** The most characters of a place that are kept. */
  public static final int LONGEST_URL = 1024;

  /** The most characters of a kind of place that are kept. */
  public static final int LONGEST_SOURCE = 64;

  /** The facts, by their names in JSON. */
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("reporter", reporter);
    facts.put("source", source);
    facts.put("url", url);
    return facts;
  }
}
