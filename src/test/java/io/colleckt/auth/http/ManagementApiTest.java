package io.colleckt.auth.http;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Admission, routing, and what becomes of failures. */
class ManagementApiTest {
  private static EchoServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new EchoServer();
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
  }

  @Test
  void withoutSessionGets401WithTheBytesOfTheProductPage() throws Exception {
    HttpResponse<Buffer> response = await(server.stranger(HttpMethod.GET, "/v1/tokens").send());

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.bodyAsString()).isEqualTo("{\"message\":\"Unauthenticated.\"}");
    assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void barredRequestGets403() throws Exception {
    assertThat(
            await(server.request(HttpMethod.GET, "/v1/tokens").putHeader("X-Barred", "1").send()))
        .returns(403, HttpResponse::statusCode)
        .returns("{\"message\":\"Foreign origin.\"}", HttpResponse::bodyAsString);
  }

  @Test
  void acceptableRequestReachesItsOperation() throws Exception {
    HttpResponse<Buffer> response = server.post("{\"name\":\"CI\",\"expires_in_days\":180}");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.bodyAsJsonObject().getJsonObject("body"))
        .isEqualTo(new JsonObject().put("name", "CI").put("expires_in_days", 180));
    assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
    assertThat(response.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void unknownPathGets404InJson() throws Exception {
    HttpResponse<Buffer> response = server.get("/v1/nothing");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.bodyAsString()).isEqualTo("{\"message\":\"Not found.\"}");
  }

  @Test
  void otherMethodGets405WithAllow() throws Exception {
    HttpResponse<Buffer> response = await(server.request(HttpMethod.PUT, "/v1/tokens").send());

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.getHeader("Allow")).isEqualTo("GET, POST");
    assertThat(response.bodyAsString()).isEqualTo("{\"message\":\"Method not allowed.\"}");
  }

  @Test
  void infrastructureFailureGets503AndAMistake500() throws Exception {
    assertThat(server.get("/v1/tokens/503"))
        .returns(503, HttpResponse::statusCode)
        .returns("1", response -> response.getHeader("Retry-After"));
    assertThat(server.get("/v1/tokens/500"))
        .returns(500, HttpResponse::statusCode)
        .returns(false, response -> response.bodyAsString().contains("secret"));
  }

  @Test
  void contractIsServed() throws Exception {
    HttpResponse<Buffer> response = server.get("/openapi.yaml");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.getHeader("Content-Type")).isEqualTo("application/yaml");
    assertThat(response.bodyAsString()).startsWith("openapi: 3.1");
  }
}
