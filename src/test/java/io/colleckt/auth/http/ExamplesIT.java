package io.colleckt.auth.http;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each call of {@code openapi.yaml} is made, with each of its examples, in the order of the
 * document, and answered as it says. Only what an example cannot know is put in its place: ids,
 * codes, and a token that lives.
 */
class ExamplesIT {
  private static final List<String> METHODS = List.of("get", "post", "patch", "put", "delete");
  private static final String FORM = "application/x-www-form-urlencoded";

  private static ExampleWorld world;

  @BeforeAll
  static void open() throws Exception {
    world = new ExampleWorld();
  }

  @AfterAll
  static void close() throws Exception {
    world.close();
  }

  /** One request of the document. */
  private record Call(
      String id, HttpMethod method, String path, String name, String type, Object body) {}

  @TestFactory
  Stream<DynamicTest> everyCallIsAnsweredAsDescribed() {
    List<Call> calls = new ArrayList<>();
    JsonObject paths = world.document().getJsonObject("paths");
    for (Map.Entry<String, Object> path : paths) {
      for (String method : METHODS) {
        Optional.ofNullable(((JsonObject) path.getValue()).getJsonObject(method))
            .ifPresent(operation -> calls.addAll(calls(path.getKey(), method, operation)));
      }
    }
    return calls.stream()
        .map(call -> DynamicTest.dynamicTest(call.id + " " + call.name, () -> run(call)));
  }

  private static List<Call> calls(String path, String method, JsonObject operation) {
    HttpMethod verb = HttpMethod.valueOf(method.toUpperCase(Locale.ROOT));
    String id = operation.getString("operationId");
    JsonObject body = operation.getJsonObject("requestBody");
    if (body == null) {
      return List.of(new Call(id, verb, path, "", null, null));
    }
    Map.Entry<String, Object> content = body.getJsonObject("content").iterator().next();
    JsonObject examples = ((JsonObject) content.getValue()).getJsonObject("examples");
    assertThat(examples).as("examples of " + id).isNotNull();
    return examples.stream()
        .map(each -> new Call(id, verb, path, each.getKey(), content.getKey(), value(each)))
        .toList();
  }

  private static Object value(Map.Entry<String, Object> example) {
    return ((JsonObject) example.getValue()).getValue("value");
  }

  private static void run(Call call) throws Exception {
    String path = world.path(call.id, call.path);
    Object body = call.body == null ? null : world.known(call.id, call.body);
    if (call.id.startsWith("stream") || call.id.startsWith("export")) {
      assertThat(await(world.begin(call.method, path))).isEqualTo(200);
    } else if (body instanceof JsonArray report) {
      world.check(call.method, path, world.sendSigned(call.id, path, report));
    } else if (FORM.equals(call.type)) {
      world.check(call.method, path, world.sendForm(call.id, path, (JsonObject) body));
    } else {
      world.check(call.method, path, world.send(call.id, call.method, path, (JsonObject) body));
    }
  }

  @TestFactory
  Stream<DynamicTest> everyReferenceLeadsSomewhere() {
    SchemaProse schemas = new SchemaProse(world.document());
    List<JsonObject> references = new ArrayList<>();
    collect(world.document(), references);
    return references.stream()
        .map(each -> DynamicTest.dynamicTest(each.getString("$ref"), () -> schemas.resolved(each)));
  }

  private static void collect(Object node, List<JsonObject> references) {
    if (node instanceof JsonArray list) {
      list.forEach(each -> collect(each, references));
    } else if (node instanceof JsonObject object) {
      if (object.containsKey("$ref")) {
        references.add(object);
      }
      object.forEach(each -> collect(each.getValue(), references));
    }
  }
}
