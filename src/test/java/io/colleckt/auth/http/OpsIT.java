package io.colleckt.auth.http;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.health.Health;
import io.colleckt.auth.health.Trouble.Kind;
import io.colleckt.auth.settings.Settings;
import io.colleckt.auth.testing.RawHttp;
import io.colleckt.auth.testing.RawHttp.Received;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpsIT {
  private final Vertx vertx = Vertx.vertx();
  private final Health health = new Health();

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  @Test
  void liveAsLongAsItAnswers() throws Exception {
    health.begin(Kind.STORES, "Neither answers.");
    Received received = get("/health/live");
    assertThat(received.status()).isEqualTo(200);
    assertThat(received.body()).isEqualTo("{\"status\":\"up\"}");
  }

  @Test
  void readyWhenNothingIsWrong() throws Exception {
    Received received = get("/health/ready");
    assertThat(received.status()).isEqualTo(200);
    assertThat(received.body())
        .isEqualTo(
            "{\"status\":\"ready\",\"parts\":{\"stopping\":\"ok\",\"frozen\":\"ok\",\"clock\":\"ok\","
                + "\"event_loop\":\"ok\",\"stores\":\"ok\",\"redis\":\"ok\",\"postgres\":\"ok\",\"persistence\":\"ok\"}}");
  }

  @Test
  void notReadyWithTheReasonUntilItIsOver() throws Exception {
    health.begin(Kind.FROZEN, "The process stood still for 3.0 s.");
    Received received = get("/health/ready");
    assertThat(received.status()).isEqualTo(503);
    assertThat(received.body())
        .matches(
            "\\{\"status\":\"not"
                + " ready\",\"parts\":\\{.*\"frozen\":\"failed\".*},\"troubles\":\\[\\{\"kind\":\"frozen\",\"message\":\"The"
                + " process stood still for 3.0 s.\",\"since\":\"[0-9TZ:-]+\"}]}");
    health.end(Kind.FROZEN);
    assertThat(get("/health/ready").status()).isEqualTo(200);
  }

  @Test
  void whatBarsNoCheckIsToldAllTheSame() throws Exception {
    health.begin(Kind.REDIS, "Redis does not answer; Postgres judges checks.");
    Received received = get("/health/ready");
    assertThat(received.status()).isEqualTo(200);
    assertThat(received.body()).contains("\"status\":\"ready\"", "\"kind\":\"redis\"");
  }

  @Test
  void nothingElseIsThere() throws Exception {
    Received received = get("/v1/verify");
    assertThat(received.status()).isEqualTo(404);
    assertThat(received.body()).isEqualTo("{\"message\":\"Not found.\"}");
  }

  private Received get(String path) throws Exception {
    OpsVerticle verticle =
        new OpsVerticle(new Settings.Ops("127.0.0.1", 0), ServerLimits.DEFAULT, health);
    await(vertx.deployVerticle(verticle));
    String request = "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    return RawHttp.exchange(verticle.port(), request, Duration.ofSeconds(10));
  }
}
