package io.colleckt.auth.http;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.settings.Settings;
import io.colleckt.auth.testing.RawHttp;
import io.colleckt.auth.testing.RawHttp.Received;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpsIT {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  @Test
  void liveAsLongAsItAnswers() throws Exception {
    Received received = get("/health/live", () -> Future.failedFuture("no store"));
    assertThat(received.status()).isEqualTo(200);
    assertThat(received.body()).isEqualTo("{\"status\":\"up\"}");
  }

  @Test
  void readyWhenTheStoresAnswer() throws Exception {
    Received received = get("/health/ready", Future::succeededFuture);
    assertThat(received.status()).isEqualTo(200);
    assertThat(received.body()).isEqualTo("{\"status\":\"ready\"}");
  }

  @Test
  void notReadyWhenAStoreFails() throws Exception {
    Received received = get("/health/ready", () -> Future.failedFuture("no store"));
    assertThat(received.status()).isEqualTo(503);
    assertThat(received.body()).isEqualTo("{\"status\":\"not ready\"}");
  }

  @Test
  void notReadyWhenAStoreIsSilent() throws Exception {
    Promise<Void> never = Promise.promise();
    assertThat(get("/health/ready", never::future).status()).isEqualTo(503);
  }

  @Test
  void nothingElseIsThere() throws Exception {
    Received received = get("/v1/verify", Future::succeededFuture);
    assertThat(received.status()).isEqualTo(404);
    assertThat(received.body()).isEqualTo("{\"message\":\"Not found.\"}");
  }

  private Received get(String path, Supplier<Future<Void>> readiness) throws Exception {
    OpsVerticle verticle =
        new OpsVerticle(new Settings.Ops("127.0.0.1", 0), ServerLimits.DEFAULT, readiness);
    await(vertx.deployVerticle(verticle));
    String request = "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    return RawHttp.exchange(verticle.port(), request, Duration.ofSeconds(10));
  }
}
