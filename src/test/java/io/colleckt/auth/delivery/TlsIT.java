package io.colleckt.auth.delivery;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.token.IpAddress;
import io.colleckt.auth.webhook.Message;
import io.colleckt.auth.webhook.Result;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connected to is the judged address; asked for, and proved, is the name of the URL. */
class TlsIT {
  private static final String PASSWORD = "password";
  @TempDir private static Path directory;
  private static final List<String> SEEN = new CopyOnWriteArrayList<>();
  private static Vertx vertx;
  private static PfxOptions certificate;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    Path store = directory.resolve("store.p12");
    String command =
        System.getProperty("java.home")
            + "/bin/keytool -genkeypair -alias a -keyalg EC -dname CN=x -ext san=dns:hook.example.com"
            + " -storetype PKCS12 -storepass password -keystore "
            + store;
    Process process = new ProcessBuilder(command.split(" ", -1)).inheritIO().start();
    assertThat(process.waitFor()).isZero();
    certificate = new PfxOptions().setPath(store.toString()).setPassword(PASSWORD);
    vertx = Vertx.vertx();
    HttpServer server =
        vertx.createHttpServer(
            new HttpServerOptions().setSsl(true).setSni(true).setKeyCertOptions(certificate));
    server.requestHandler(
        request -> {
          SEEN.add(request.connection().indicatedServerName() + " " + request.authority());
          request.response().end();
        });
    port = await(server.listen(0, "127.0.0.1")).actualPort();
  }

  @AfterAll
  static void stop() {
    await(vertx.close());
  }

  @Test
  void theNameIsIndicatedAndProved() {
    Result result = send("hook.example.com", trusting());

    assertThat(result).isEqualTo(Result.answered(200));
    assertThat(SEEN).contains("hook.example.com hook.example.com:" + port);
  }

  @Test
  void anotherNameIsNotBelieved() {
    assertThat(send("other.example.com", trusting()).error().orElseThrow()).contains("certificate");
  }

  @Test
  void aStrangerIsNotBelieved() {
    assertThat(send("hook.example.com", new HttpClientOptions()).error().orElseThrow())
        .contains("certificate");
  }

  private static HttpClientOptions trusting() {
    return new HttpClientOptions().setTrustOptions(certificate);
  }

  private static Result send(String host, HttpClientOptions trust) {
    Names names =
        new Names(name -> Future.succeededFuture(List.of(IpAddress.parse("127.0.0.1"))), true);
    String url = "https://" + host + ":" + port + "/";
    return await(
        new Receivers(vertx, trust, names, true)
            .send(new Message(1, url, "msg_1", 1, "v1,x", "{}")));
  }
}
