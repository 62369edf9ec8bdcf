package io.colleckt.auth.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/** What a schema of the contract allows, as HTML for people. */
final class SchemaProse {
  private static final int DEEPEST = 4;

  private final JsonObject contract;

  SchemaProse(JsonObject contract) {
    this.contract = contract;
  }

  /** The object itself, or what its {@code $ref} points to. */
  JsonObject resolved(JsonObject node) {
    String ref = node.getString("$ref");
    if (ref == null) {
      return node;
    }
    JsonObject target = contract;
    for (String step : ref.substring(2).split("/", -1)) {
      target = target.getJsonObject(step);
    }
    return resolved(target);
  }

  /** The fields of an object, and theirs, as a list; nothing for what has none. */
  String fields(JsonObject schema) {
    return fields(schema, 0);
  }

  private String fields(JsonObject schema, int depth) {
    JsonObject of = inside(resolved(schema));
    JsonObject properties = of.getJsonObject("properties");
    if (properties == null || depth == DEEPEST) {
      return "";
    }
    JsonArray required = of.getJsonArray("required", new JsonArray());
    return properties.stream()
        .map(each -> field(each.getKey(), (JsonObject) each.getValue(), required, depth))
        .collect(Collectors.joining("", "<ul class=\"fields\">", "</ul>"));
  }

  private String field(String name, JsonObject schema, JsonArray required, int depth) {
    return "<li><code>%s</code> <span class=\"muted small\">%s%s</span> %s%s</li>"
        .formatted(
            Prose.escaped(name),
            Prose.escaped(type(schema)),
            required.contains(name) ? "" : ", optional",
            Prose.line(resolved(schema).getString("description", "").replace('\n', ' ').strip()),
            fields(schema, depth + 1));
  }

  /** An array is told by its items. */
  private JsonObject inside(JsonObject schema) {
    JsonObject items = schema.getJsonObject("items");
    return items == null ? schema : inside(resolved(items));
  }

  /** Its type, and its bounds in words. */
  String type(JsonObject schema) {
    JsonObject of = resolved(schema);
    List<String> words = new ArrayList<>();
    words.add(plainType(of));
    if (of.containsKey("format")) {
      words.add(of.getString("format"));
    }
    if (of.containsKey("enum")) {
      words.add(of.getJsonArray("enum").stream().map(String::valueOf).collect(joining()));
    }
    bounds(of, "minimum", "maximum", "", words);
    bounds(of, "minLength", "maxLength", " characters", words);
    bounds(of, "minItems", "maxItems", " items", words);
    return String.join(", ", words);
  }

  private String plainType(JsonObject schema) {
    Object type = schema.getValue("type");
    if (type instanceof JsonArray several) {
      return several.stream().map(String::valueOf).collect(Collectors.joining(" or "));
    }
    if ("array".equals(type) && schema.containsKey("items")) {
      return "list of " + plainType(resolved(schema.getJsonObject("items")));
    }
    return type == null ? "any" : (String) type;
  }

  private static void bounds(
      JsonObject schema, String least, String most, String unit, List<String> words) {
    if (schema.containsKey(least) && schema.containsKey(most)) {
      words.add(schema.getValue(least) + " to " + schema.getValue(most) + unit);
    } else if (schema.containsKey(most)) {
      words.add("at most " + schema.getValue(most) + unit);
    } else if (schema.containsKey(least)) {
      words.add("at least " + schema.getValue(least) + unit);
    }
  }

  private static Collector<CharSequence, ?, String> joining() {
    return Collectors.joining(" | ");
  }
}
