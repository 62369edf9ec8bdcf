package io.colleckt.auth.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The contract as one HTML page that needs no script at all, so that the strictest policy is good
 * enough for it. Everything on it comes from {@code openapi.yaml}.
 */
final class ApiReference {
  private static final List<String> METHODS = List.of("get", "post", "patch", "put", "delete");

  private final JsonObject contract;
  private final SchemaProse schemas;

  ApiReference(JsonObject contract) {
    this.contract = contract;
    this.schemas = new SchemaProse(contract);
  }

  private record Described(String method, String path, JsonObject operation, JsonArray shared) {
    String id() {
      return operation.getString("operationId");
    }
  }

  /** The whole page; {@code {{hash}}} stands where the dashboard's files have theirs. */
  String html() {
    JsonObject info = contract.getJsonObject("info");
    return """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>API reference · %1$s</title>
    <link rel="icon" type="image/svg+xml" href="/dashboard/{{hash}}/icon.svg">
    <link rel="stylesheet" href="/dashboard/{{hash}}/style.css">
    </head>
    <body>
    <a class="skip button" href="#main">Skip to the content</a>
    <div class="frame reference">
    <aside class="side">
    <a class="brand" href="/"><img src="/dashboard/{{hash}}/icon.svg" alt=""><span>%1$s</span></a>
    <nav aria-label="Calls">%2$s</nav>
    </aside>
    <main id="main"><div class="page">
    <div class="page-head"><div><h1>API reference</h1>
    <p>%3$s For Postman, Bruno and others: <a href="/openapi.yaml">openapi.yaml</a>.</p></div></div>
    <details class="contents card"><summary>Calls</summary><nav class="body" aria-label="Calls">%2$s</nav></details>
    <section class="card"><div class="body prose">%4$s</div></section>
    %5$s
    </div></main>
    </div>
    </body>
    </html>
    """
        .formatted(
            Prose.escaped(info.getString("title")),
            eachTag(this::links),
            Prose.escaped(info.getString("summary")),
            Prose.blocks(info.getString("description")),
            eachTag(this::section));
  }

  private String eachTag(Function<JsonObject, String> part) {
    return contract.getJsonArray("tags").stream()
        .map(tag -> part.apply((JsonObject) tag))
        .collect(Collectors.joining("\n"));
  }

  private String links(JsonObject tag) {
    String name = tag.getString("name");
    return "<h2>"
        + Prose.escaped(name)
        + "</h2>"
        + operations(name)
            .map(each -> "<li><a href=\"#%s\">%s</a></li>".formatted(each.id(), summary(each)))
            .collect(Collectors.joining("", "<ul class=\"calls\">", "</ul>"));
  }

  private String section(JsonObject tag) {
    String name = tag.getString("name");
    return "<section class=\"stack\"><h2>%s</h2><div class=\"prose\">%s</div>%s</section>"
        .formatted(
            Prose.escaped(name),
            Prose.blocks(tag.getString("description")),
            operations(name).map(this::article).collect(Collectors.joining("\n")));
  }

  private Stream<Described> operations(String tag) {
    return contract.getJsonObject("paths").stream()
        .flatMap(path -> operations(path.getKey(), (JsonObject) path.getValue()))
        .filter(each -> each.operation.getJsonArray("tags").contains(tag));
  }

  private static Stream<Described> operations(String path, JsonObject item) {
    JsonArray shared = item.getJsonArray("parameters", new JsonArray());
    return METHODS.stream()
        .filter(item::containsKey)
        .map(method -> new Described(method, path, item.getJsonObject(method), shared));
  }

  private String article(Described each) {
    return """
    <article class="card call" id="%s" aria-labelledby="%1$s-name">
    <header><h3 id="%1$s-name">%s</h3><p><span class="badge accent">%s</span> <code>%s</code></p></header>
    <div class="body stack prose">%s%s%s%s</div>
    </article>
    """
        .formatted(
            each.id(),
            summary(each),
            each.method.toUpperCase(Locale.ROOT),
            Prose.escaped(each.path),
            Prose.blocks(each.operation.getString("description")),
            parameters(each),
            body(each.operation),
            answers(each.operation));
  }

  private static String summary(Described each) {
    return Prose.line(each.operation.getString("summary"));
  }

  private String parameters(Described each) {
    String items =
        Stream.concat(
                each.shared.stream(),
                each.operation.getJsonArray("parameters", new JsonArray()).stream())
            .map(parameter -> parameter(schemas.resolved((JsonObject) parameter)))
            .collect(Collectors.joining());
    return items.isEmpty()
        ? ""
        : "<div><h4>Parameters</h4><ul class=\"fields\">" + items + "</ul></div>";
  }

  private String parameter(JsonObject parameter) {
    return "<li><code>%s</code> <span class=\"muted small\">%s, in the %s</span> %s</li>"
        .formatted(
            Prose.escaped(parameter.getString("name")),
            Prose.escaped(schemas.type(parameter.getJsonObject("schema"))),
            parameter.getString("in"),
            Prose.line(parameter.getString("description", "").replace('\n', ' ').strip()));
  }

  private String body(JsonObject operation) {
    JsonObject body = operation.getJsonObject("requestBody");
    if (body == null) {
      return "";
    }
    Map.Entry<String, Object> content = body.getJsonObject("content").iterator().next();
    JsonObject media = (JsonObject) content.getValue();
    return "<div><h4>Body <span class=\"muted small\">%s</span></h4>%s%s</div>"
        .formatted(
            Prose.escaped(content.getKey()),
            schemas.fields(media.getJsonObject("schema")),
            examples(media));
  }

  private static String examples(JsonObject media) {
    return media.getJsonObject("examples", new JsonObject()).stream()
        .map(each -> example((JsonObject) each.getValue()))
        .collect(Collectors.joining());
  }

  private static String example(JsonObject example) {
    Object value = example.getValue("value");
    String text = value instanceof JsonObject json ? json.encodePrettily() : String.valueOf(value);
    return "<figure><figcaption class=\"muted small\">%s</figcaption><pre tabindex=\"0\">%s</pre></figure>"
        .formatted(Prose.line(example.getString("summary", "Example")), Prose.escaped(text));
  }

  private String answers(JsonObject operation) {
    return operation.getJsonObject("responses").stream()
        .map(each -> answer(each.getKey(), schemas.resolved((JsonObject) each.getValue())))
        .collect(
            Collectors.joining("", "<div><h4>Answers</h4><ul class=\"fields\">", "</ul></div>"));
  }

  private String answer(String status, JsonObject response) {
    JsonObject json =
        response
            .getJsonObject("content", new JsonObject())
            .getJsonObject("application/json", new JsonObject());
    boolean told = status.startsWith("2") && json.containsKey("schema");
    return "<li><code>%s</code> %s%s</li>"
        .formatted(
            status,
            Prose.line(response.getString("description").replace('\n', ' ').strip()),
            told ? schemas.fields(json.getJsonObject("schema")) : "");
  }
}
