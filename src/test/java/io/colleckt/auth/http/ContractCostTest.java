package io.colleckt.auth.http;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Bodies are held against the contract on an event loop: nothing in it may cost more than once. */
class ContractCostTest {
  private static final Pattern LITERAL = Pattern.compile("\\\\.|\\[(?:\\\\.|[^]\\\\])*]");
  private static final Pattern UNBOUNDED = Pattern.compile("[*+]|\\{\\d+,}");

  /** Every schema keyword and every pattern of the contract. */
  private static List<Map.Entry<String, Object>> rules() {
    Vertx vertx = Vertx.vertx();
    try {
      List<Map.Entry<String, Object>> rules = new ArrayList<>();
      collect(await(ManagementApi.contract(vertx)).getRawContract(), rules);
      return rules;
    } finally {
      await(vertx.close());
    }
  }

  @Test
  void noKeywordComparesEachItemWithEachOther() {
    assertThat(rules())
        .extracting(Map.Entry::getKey)
        .contains("maxItems", "pattern")
        .doesNotContain(
            "uniqueItems",
            "contains",
            "patternProperties",
            "propertyNames",
            "unevaluatedItems",
            "unevaluatedProperties",
            "$dynamicRef",
            "$recursiveRef");
  }

  @Test
  void patternsBeginAtTheStartAndRunThroughATextOnce() {
    assertThat(rules().stream().filter(ContractCostTest::isPattern).map(Map.Entry::getValue))
        .isNotEmpty()
        .allSatisfy(pattern -> assertThat((String) pattern).startsWith("^"))
        .allSatisfy(pattern -> assertThat(unbounded((String) pattern)).isLessThan(2));
  }

  private static boolean isPattern(Map.Entry<String, Object> rule) {
    return rule.getKey().equals("pattern") && rule.getValue() instanceof String;
  }

  /** How many parts of a pattern may match any length. */
  private static long unbounded(String pattern) {
    return UNBOUNDED.matcher(LITERAL.matcher(pattern).replaceAll("x")).results().count();
  }

  private static void collect(Object node, List<Map.Entry<String, Object>> rules) {
    if (node instanceof JsonArray array) {
      array.forEach(item -> collect(item, rules));
    } else if (node instanceof JsonObject object) {
      rules.addAll(object.stream().collect(Collectors.toList()));
      object.forEach(rule -> collect(rule.getValue(), rules));
    }
  }
}
