package io.colleckt.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.Json;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.contract.MediaType;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Response;

/** Holds answers against the contract: what it promises is what clients are built on. */
final class ContractAnswers {
  private ContractAnswers() {}

  /** Fails unless the contract describes an answer of this status and form. */
  static void check(
      OpenAPIContract contract, HttpMethod method, String path, HttpResponse<Buffer> response) {
    Operation operation = contract.findOperation(path.split("\\?", 2)[0], method);
    String call = operation.getOperationId() + " " + response.statusCode();
    Response described = operation.getResponse(response.statusCode());
    assertThat(described).as(call).isNotNull();
    MediaType json = described.getContent().get("application/json");
    if (json == null) {
      assertThat(response.body()).as(call).isNull();
      return;
    }
    JsonSchema schema = json.getSchema();
    Object body = Json.decodeValue(response.body());
    OutputUnit output = contract.getSchemaRepository().validator(schema).validate(body);
    assertThat(output.getValid()).as("%s: %s", call, output).isTrue();
  }
}
