package io.colleckt.auth.testing;

import static io.colleckt.auth.testing.Await.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A webhook's receiver on loopback: writes down what it gets, and answers as it is told. */
public final class Receiver {
  /** One request. */
  public record Got(
      String path, String id, String timestamp, List<String> signatures, String body) {
    public String type() {
      return new JsonObject(body).getString("type");
    }

    public int number() {
      return new JsonObject(body).getJsonObject("data").getInteger("n", 0);
    }

    /** By the words of Standard Webhooks, written anew. */
    public boolean signedBy(String secret) throws Exception {
      byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      String signed = String.join(".", id, timestamp, body);
      byte[] bytes = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      return signatures.contains("v1," + Base64.getEncoder().encodeToString(bytes));
    }
  }

  public final List<Got> got = new CopyOnWriteArrayList<>();
  public volatile Consumer<HttpServerRequest> answer = Receiver::ok;
  private final HttpServer server;

  /** Listens once this returns. */
  public Receiver(Vertx vertx) {
    server = vertx.createHttpServer().requestHandler(this::receive);
    await(server.listen(0, "127.0.0.1"));
  }

  public String url() {
    return "http://127.0.0.1:" + server.actualPort() + "/hook?a=b";
  }

  public int port() {
    return server.actualPort();
  }

  public void answerOk() {
    answer = Receiver::ok;
  }

  public void answerWith(int status) {
    answer = request -> request.response().setStatusCode(status).end("no");
  }

  private static void ok(HttpServerRequest request) {
    request.response().setStatusCode(204).end();
  }

  private void receive(HttpServerRequest request) {
    request.body().onSuccess(body -> note(request, body));
  }

  private void note(HttpServerRequest request, Buffer body) {
    got.add(
        new Got(
            request.uri(),
            request.getHeader("webhook-id"),
            request.getHeader("webhook-timestamp"),
            List.of(request.getHeader("webhook-signature").split(" ", -1)),
            body.toString(StandardCharsets.UTF_8)));
    answer.accept(request);
  }
}
