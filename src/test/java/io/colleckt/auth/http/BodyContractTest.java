package io.colleckt.auth.http;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A body that the contract refuses never reaches an operation, and is refused by name. */
class BodyContractTest {
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
  @CsvSource(
      delimiter = '!',
      value = {
        "expires_in_days!0",
        "expires_in_days!-1",
        "expires_in_days!1.5",
        "expires_in_days!1e400",
        "expires_in_days!\"180\"",
        "expires_in_days!367",
        "expires_in_days!true",
        "expires_in_days!99999999999999999999999",
        "expires_at!17",
        "expires_at!\"tomorrow\"",
        "name!\"\"",
        "name!7",
        "name!null",
        "name![\"a\"]",
        "environment!\"staging\"",
        "environment!null",
        "abilities![]",
        "abilities!\"*\"",
        "abilities![\"a b\"]",
        "abilities![\"a,b\"]",
        "abilities![\"a\\n\"]",
        "abilities![\"ä\"]",
        "abilities![7]",
        "allowed_ips!\"10.0.0.0/8\"",
        "allowed_ips![7]",
        "allowed_ips!null",
        "rate_limit!{}",
        "rate_limit!7",
        "rate_limit!{\"limit\":1}",
        "rate_limit!{\"limit\":0,\"window_seconds\":60}",
        "rate_limit!{\"limit\":\"1\",\"window_seconds\":60}",
        "rate_limit!{\"limit\":1,\"window_seconds\":86401}",
      })
  void unacceptableValueGets422NamingTheField(String field, String value) throws Exception {
    JsonObject others = new JsonObject().put("name", "CI");
    others.remove(field);
    String rest = others.isEmpty() ? "" : ",\"name\":\"CI\"";

    HttpResponse<Buffer> response = server.post("{\"" + field + "\":" + value + rest + "}");

    assertThat(response.statusCode()).isEqualTo(422);
    JsonObject body = response.bodyAsJsonObject();
    assertThat(body.getJsonObject("errors").fieldNames()).containsExactly(field);
    assertThat(body.getString("message"))
        .startsWith("The " + (field.startsWith("expires") ? field : field.replace('_', ' ')))
        .isEqualTo(body.getJsonObject("errors").getJsonArray(field).getString(0));
  }

  @Test
  void missingFieldGets422NamingIt() throws Exception {
    HttpResponse<Buffer> response = server.post("{}");

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.bodyAsString())
        .isEqualTo(
            "{\"message\":\"The name is required.\",\"errors\":{\"name\":[\"The name is required.\"]}}");
  }

  @Test
  void everyWrongFieldIsNamedAtOnce() throws Exception {
    HttpResponse<Buffer> response = server.post("{\"environment\":1,\"abilities\":1}");

    assertThat(response.bodyAsJsonObject().getJsonObject("errors").fieldNames())
        .containsExactlyInAnyOrder("name", "environment", "abilities");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"CI\",\"nope\":1}",
        "{\"name\":\"CI\",\"rate_limit\":{\"limit\":1,\"window_seconds\":1,\"nope\":1}}",
        "{\"name\":7,\"nope\":1}",
        "{\"name\":\"CI\",\"id\":1}",
      })
  void unknownKeyGets400NamingIt(String body) throws Exception {
    HttpResponse<Buffer> response = server.post(body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.bodyAsString()).containsAnyOf("nope", "id").doesNotContain("name");
  }

  @Test
  void answerNamesAtMostFiveUnknownKeysAndNoneInFullLength() throws Exception {
    JsonObject body = new JsonObject().put("name", "CI");
    IntStream.range(0, 50).forEach(i -> body.put("k" + i + "_".repeat(1_000), i));

    HttpResponse<Buffer> response = server.post(body.encode());

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.bodyAsString()).contains("k0_", "k4_", "…").doesNotContain("k5_");
    assertThat(response.bodyAsString()).hasSizeLessThan(500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{}{}", "{\"name\":", "{\"name\":1,\"name\":2}"})
  void whatIsNotOneObjectGets400(String body) throws Exception {
    assertThat(server.post(body).statusCode()).isEqualTo(400);
  }

  @Test
  void absentBodyGets400() throws Exception {
    assertThat(await(server.request(HttpMethod.POST, "/v1/tokens").send()).statusCode())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "text/plain,-",
        "application/x-www-form-urlencoded,-",
        "application/json; charset=utf-16,-",
        "application/jsonp,-",
        "application/json,gzip",
        "application/json,identity",
        "-,-",
      })
  void otherContentGets415(String type, String encoding) throws Exception {
    HttpRequest<Buffer> request = server.request(HttpMethod.POST, "/v1/tokens");
    if (type != null) {
      request.putHeader("Content-Type", type);
    }
    if (encoding != null) {
      request.putHeader("Content-Encoding", encoding);
    }

    assertThat(await(request.sendBuffer(Buffer.buffer("{\"name\":\"CI\"}"))).statusCode())
        .isEqualTo(415);
  }

  @Test
  void listOfNineThousandTextsIsRefusedAtOnce() throws Exception {
    String texts =
        IntStream.range(0, 9_000).mapToObj(Integer::toString).collect(Collectors.joining("\",\""));
    String body = "{\"name\":\"CI\",\"abilities\":[\"" + texts + "\"]}";
    Duration fastest = Duration.ofDays(1);
    for (int i = 0; i < 5; i++) {
      long start = System.nanoTime();
      assertThat(server.post(body).statusCode()).isEqualTo(400);
      fastest = Collections.min(List.of(fastest, Duration.ofNanos(System.nanoTime() - start)));
    }
    assertThat(fastest).isLessThan(Duration.ofMillis(100));
  }

  @Test
  void contentTypeMayNameItsCharset() throws Exception {
    assertThat(
            await(
                    server
                        .request(HttpMethod.POST, "/v1/tokens")
                        .putHeader("Content-Type", "Application/JSON; charset=UTF-8")
                        .sendBuffer(Buffer.buffer("{\"name\":\"CI\"}")))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void bodyOf64KiBIsReadAndOneByteMoreGets413() throws Exception {
    String fits = "{\"name\":\"CI\"}" + " ".repeat(BodyLimit.USUAL_BYTES - 13);

    assertThat(server.post(fits).statusCode()).isEqualTo(200);
    assertThat(server.post(fits + " ").statusCode()).isEqualTo(413);
  }
}
