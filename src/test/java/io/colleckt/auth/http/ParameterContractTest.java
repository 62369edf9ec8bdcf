package io.colleckt.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Unknown, repeated and unacceptable parameters are refused by name. */
class ParameterContractTest {
  private static EchoServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new EchoServer();
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0,limit",
    "limit=-1,limit",
    "limit=101,limit",
    "limit=1000000000,limit",
    "limit=1e9,limit",
    "limit=99999999999999999999,limit",
    "limit=ten,limit",
    "limit=,limit",
    "limit=5&limit=5,limit",
    "status=revoked,status",
    "environment=PRODUCTION,environment",
    "q=%00,q",
    "nope=1,nope",
    "Limit=1,Limit",
    "status=active&nope=1,nope",
  })
  void unacceptableQueryGets422NamingTheParameter(String query, String name) throws Exception {
    HttpResponse<Buffer> response = server.get("/v1/tokens?" + query);

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.bodyAsJsonObject().getJsonObject("errors").fieldNames())
        .containsExactly(name);
  }

  @Test
  void acceptableQueryReachesItsOperation() throws Exception {
    HttpResponse<Buffer> response = server.get("/v1/tokens?limit=5&q=a%2Bb&status=active");

    assertThat(response.bodyAsJsonObject().getJsonObject("query"))
        .isEqualTo(new JsonObject().put("limit", 5).put("q", "a+b").put("status", "active"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-1", "+1", "01", "1e3", "9223372036854775808", "9007199254740992", "x"})
  void malformedIdGets404LikeAnUnknownOne(String id) throws Exception {
    HttpResponse<Buffer> response = server.get("/v1/tokens/" + id);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.bodyAsString()).isEqualTo("{\"message\":\"Not found.\"}");
  }
}
