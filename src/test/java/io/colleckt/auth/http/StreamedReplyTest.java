package io.colleckt.auth.http;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.account.Role;
import io.colleckt.auth.settings.Settings;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.openapi.contract.OpenAPIContract;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers that are written piece by piece, on a server whose clients may be idle for 300 ms. */
class StreamedReplyTest {
  private static final Buffer PIECE = Buffer.buffer("x".repeat(64 * 1024));

  private final Vertx vertx = Vertx.vertx();
  private final WebClient client = WebClient.create(vertx);

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  @Test
  void mayTakeLongerThanAnIdleClientIsKept() throws Exception {
    int port =
        serve(
            outflow ->
                outflow
                    .write(Buffer.buffer("early "))
                    .compose(sent -> vertx.timer(900, TimeUnit.MILLISECONDS))
                    .compose(late -> outflow.write(Buffer.buffer("late"))));

    HttpResponse<Buffer> response = await(client.get(port, "127.0.0.1", "/v1/tokens").send());

    assertThat(response.bodyAsString()).isEqualTo("early late");
    assertThat(response.getHeader("Connection")).isEqualTo("close");
    assertThat(response.getHeader("Content-Type")).isEqualTo("text/plain");
  }

  @Test
  void failureHalfWayIsNoWholeAnswer() throws Exception {
    int port =
        serve(
            outflow ->
                outflow.write(PIECE).compose(sent -> Future.failedFuture("Postgres is down.")));

    assertThatThrownBy(() -> await(client.get(port, "127.0.0.1", "/v1/tokens").send()))
        .hasStackTraceContaining("closed");
  }

  @Test
  void nothingIsWrittenAheadOfAReaderThatDoesNotRead() throws Exception {
    AtomicLong pieces = new AtomicLong();
    int port = serve(outflow -> endless(outflow, pieces));

    try (Socket socket = ask(port)) {
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      Thread.sleep(1_000);
      long before = pieces.get();
      Thread.sleep(1_000);
      assertThat(pieces.get()).isEqualTo(before).isLessThan(400);
    }
  }

  @Test
  void readerThatLeavesEndsTheWriting() throws Exception {
    AtomicLong pieces = new AtomicLong();
    int port = serve(outflow -> endless(outflow, pieces));

    try (Socket socket = ask(port)) {
      InputStream in = socket.getInputStream();
      assertThat(in.readNBytes(1_000_000)).hasSize(1_000_000);
    }
    Thread.sleep(500);
    long after = pieces.get();
    Thread.sleep(500);
    assertThat(pieces.get()).isEqualTo(after);
  }

  private static Future<Void> endless(Outflow outflow, AtomicLong pieces) {
    pieces.incrementAndGet();
    return outflow.write(PIECE).compose(sent -> endless(outflow, pieces));
  }

  private static Socket ask(int port) throws Exception {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    socket
        .getOutputStream()
        .write(
            "GET /v1/tokens HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private int serve(Streamed body) {
    OpenAPIContract contract = await(ManagementApi.contract(vertx));
    Settings.Http settings = new Settings.Http("127.0.0.1", 0, Optional.empty(), List.of());
    ServerLimits limits =
        new ServerLimits(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMillis(300));
    HttpVerticle verticle =
        new HttpVerticle(settings, limits, context -> site(context, contract, body));
    await(vertx.deployVerticle(verticle));
    return verticle.port();
  }

  private static Site site(Context context, OpenAPIContract contract, Streamed body) {
    Actor actor = new Actor(3, "ada@example.com", 1, Role.OWNER, "::1", "");
    Router router = Router.router(context.owner());
    new ManagementApi(contract, asked -> Future.succeededFuture(new Admission.Admitted(actor)))
        .on("listTokens", request -> Future.succeededFuture(Reply.streaming("text/plain", body)))
        .mount(router);
    return new Site(request -> request.response().end(), router);
  }
}
