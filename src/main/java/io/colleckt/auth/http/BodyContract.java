package io.colleckt.auth.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import io.vertx.openapi.contract.Operation;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the contract says about the body of one operation. */
final class BodyContract {
  private static final String JSON = "application/json";
  private static final Pattern JSON_IN_UTF_8 =
      Pattern.compile("application/json(\\s*;\\s*charset=\"?utf-8\"?)?");

  private final JsonObject schema;
  private final Validator validator;
  private final int mostEntries;

  private BodyContract(JsonSchema schema, SchemaRepository repository, int mostEntries) {
    this.schema = (JsonObject) schema;
    this.validator = repository.validator(schema);
    this.mostEntries = mostEntries;
  }

  /**
   * Of an operation that takes a body. Its lists and objects have as many entries as {@code
   * x-most-entries} says, else {@link StrictJson#MAX_ENTRIES}.
   */
  static BodyContract of(Operation operation, SchemaRepository repository) {
    Object most = operation.getExtensions().getOrDefault("x-most-entries", StrictJson.MAX_ENTRIES);
    JsonSchema schema = operation.getRequestBody().getContent().get(JSON).getSchema();
    return new BodyContract(schema, repository, (Integer) most);
  }

  /**
   * Looks at the headers, before the body is read.
   *
   * @throws Refused with 415
   */
  static void checkHeaders(HttpServerRequest request) {
    if (request.getHeader("Content-Encoding") != null) {
      throw new Refused(Failures.unsupported("An encoded body is not accepted."));
    }
    String type = request.getHeader("Content-Type");
    boolean nothing = type == null && !BodyBytes.follow(request);
    if (!nothing && !isJson(type)) {
      throw new Refused(Failures.unsupported("The content type must be application/json."));
    }
  }

  /**
   * The object in these bytes, valid by the contract.
   *
   * @throws Refused with 400 when it cannot be read or has unknown keys, with 422 when a value is
   *     not acceptable
   */
  JsonObject read(Buffer bytes) {
    JsonObject body = StrictJson.read(bytes, mostEntries);
    OutputUnit output = validator.validate(body);
    if (!output.getValid()) {
      throw new Refused(SchemaErrors.reply(output, schema, body));
    }
    return body;
  }

  private static boolean isJson(String type) {
    return type != null && JSON_IN_UTF_8.matcher(type.strip().toLowerCase(Locale.ROOT)).matches();
  }
}
