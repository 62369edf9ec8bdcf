package io.colleckt.auth.bench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What is measured, chosen by {@code -Dbench="tokens=1000,1000000 bad=0,10 rounds=5 seconds=10"}:
 * those are the defaults. Each number of tokens is combined with each share of bad ones.
 *
 * @param service the main class of the service
 * @param tokens how many different tokens are used
 * @param badPercents how many of a hundred checks bring a bad token; half of these have a wrong
 *     checksum, half a right one and another's secret
 * @param rounds of which the median counts
 * @param seconds how long a round is for each of the two
 */
record Plan(
    String service, List<Integer> tokens, List<Integer> badPercents, int rounds, int seconds) {

  static Plan parse(String words) {
    Map<String, String> chosen = new TreeMap<>();
    chosen.put("service", "io.colleckt.auth.Main");
    chosen.put("tokens", "1000,1000000");
    chosen.put("bad", "0,10");
    chosen.put("rounds", "5");
    chosen.put("seconds", "10");
    choose(chosen, words);
    return new Plan(
        chosen.get("service"),
        numbers(chosen.get("tokens")),
        numbers(chosen.get("bad")),
        Integer.parseInt(chosen.get("rounds")),
        Integer.parseInt(chosen.get("seconds")));
  }

  /** Replaces defaults by what the words say: {@code name=value}, between blanks. */
  static void choose(Map<String, String> chosen, String words) {
    Stream.of(words.split(" ", -1)).filter(word -> !word.isBlank()).forEach(w -> put(chosen, w));
  }

  private static void put(Map<String, String> chosen, String word) {
    int equals = word.indexOf('=');
    if (equals < 0 || chosen.put(word.substring(0, equals), word.substring(equals + 1)) == null) {
      throw new IllegalArgumentException(word + ": choose among " + chosen.keySet());
    }
  }

  private static List<Integer> numbers(String list) {
    return Stream.of(list.split(",", -1)).map(Integer::valueOf).toList();
  }
}
