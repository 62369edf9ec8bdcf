package io.colleckt.auth.http;

import io.vertx.core.MultiMap;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import io.vertx.json.schema.common.dsl.SchemaType;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.Parameter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the contract says about the parameters of one operation, in its path and its query. */
final class ParameterContract {
  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");

  private final Map<String, Rule> path = new LinkedHashMap<>();
  private final Map<String, Rule> query = new LinkedHashMap<>();

  private record Rule(Parameter parameter, Validator validator) {}

  ParameterContract(List<Parameter> parameters, SchemaRepository repository) {
    for (Parameter parameter : parameters) {
      Rule rule = new Rule(parameter, repository.validator(parameter.getSchema()));
      if (parameter.getIn() == Location.PATH) {
        path.put(parameter.getName(), rule);
      } else if (parameter.getIn() == Location.QUERY) {
        query.put(parameter.getName(), rule);
      }
    }
  }

  /**
   * The path's parameters, numbers as {@link Long}.
   *
   * @throws Refused with 404: what has no well-formed name does not exist
   */
  Map<String, Object> readPath(Map<String, String> texts) {
    Map<String, Object> values = new HashMap<>();
    path.forEach((name, rule) -> values.put(name, value(rule, texts.get(name))));
    if (path.values().stream().anyMatch(rule -> !accepts(rule, values))) {
      throw new Refused(Failures.notFound());
    }
    return values;
  }

  /**
   * The query's parameters, numbers as {@link Long}.
   *
   * @throws Refused with 422 that names each unknown, repeated or unacceptable one
   */
  Map<String, Object> readQuery(MultiMap texts) {
    Map<String, Object> values = new HashMap<>();
    Map<String, List<String>> errors = new TreeMap<>();
    for (String name : texts.names()) {
      Rule rule = query.get(name);
      if (rule == null) {
        errors.put(name, List.of("There is no such query parameter."));
      } else if (texts.getAll(name).size() > 1) {
        errors.put(name, List.of("This query parameter may stand only once."));
      } else {
        values.put(name, value(rule, texts.get(name)));
        errors.computeIfAbsent(name, key -> refusals(rule, values));
      }
    }
    if (!errors.isEmpty()) {
      throw new Refused(Failures.invalid(errors));
    }
    return values;
  }

  private static List<String> refusals(Rule rule, Map<String, Object> values) {
    if (accepts(rule, values)) {
      return null;
    }
    String written = rule.parameter.getSchema().get(SchemaErrors.MESSAGE);
    return List.of(SchemaErrors.message(rule.parameter.getName(), written));
  }

  private static boolean accepts(Rule rule, Map<String, Object> values) {
    return rule.validator.validate(values.get(rule.parameter.getName())).getValid();
  }

  /** A text that is no number stays a text, which the schema then refuses. */
  private static Object value(Rule rule, String text) {
    boolean number = rule.parameter.getSchemaType() == SchemaType.INTEGER;
    return number && INTEGER.matcher(text).matches() ? (Object) Long.valueOf(text) : text;
  }
}
