package io.colleckt.auth.finding;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something unexpected that a rule has seen, before it becomes a finding.
 *
 * @param value what it is about: of one token, kind and value there is one open finding at most
 * @param detail the facts, texts and numbers, by their names in JSON
 * @param atMillis when the call was judged
 */
public record Suspicion(
    long tokenId, FindingKind kind, String value, Map<String, Object> detail, long atMillis) {
  public Suspicion {
    detail = Collections.unmodifiableMap(new LinkedHashMap<>(detail));
  }
}
