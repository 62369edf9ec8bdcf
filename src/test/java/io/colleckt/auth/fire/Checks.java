package io.colleckt.auth.fire;

import io.colleckt.auth.fire.Told.Asked;
import io.colleckt.auth.testing.Await;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Clients that check tokens at a steady rate, whether or not they are answered, each call with a
 * path of its own.
 */
final class Checks implements AutoCloseable {
  /** After so long a client gives up, milliseconds. */
  static final long PATIENCE_MILLIS = 3_000;

  private static final int MOST_UNDER_WAY = 2_000;
  private static final int CONNECTIONS = 256;
  private static final long TICK_MILLIS = 5;

  private final Vertx vertx;
  private final HttpClient client;
  private final History history;
  private final String paths;
  private final long patienceMillis;
  private final AtomicLong number = new AtomicLong();
  private final AtomicInteger underWay = new AtomicInteger();
  private long timer;

  /** What is asked next. */
  record Question(FireNode node, Asked asked, FireToken token) {}

  /**
   * @param paths what the path of each call begins with
   */
  Checks(Vertx vertx, History history, String paths) {
    this(vertx, history, paths, PATIENCE_MILLIS);
  }

  /** With clients that wait so long for an answer. */
  Checks(Vertx vertx, History history, String paths, long patienceMillis) {
    this.vertx = vertx;
    this.history = history;
    this.paths = paths;
    this.patienceMillis = patienceMillis;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions().setDefaultHost("127.0.0.1"),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(MOST_UNDER_WAY));
  }

  /**
   * Asks so many questions a second until {@link #stop}. One that nobody is free to ask is left
   * out.
   */
  void start(int perSecond, Supplier<Question> questions) {
    long startedNanos = System.nanoTime();
    long before = number.get();
    timer =
        vertx.setPeriodic(
            TICK_MILLIS,
            tick -> {
              long due = (System.nanoTime() - startedNanos) * perSecond / 1_000_000_000L;
              while (number.get() - before < due) {
                next(questions.get());
              }
            });
  }

  /** Stops, and returns when each call has ended. */
  void stop() throws Exception {
    vertx.cancelTimer(timer);
    if (!Await.becomesTrue(3 * patienceMillis, () -> underWay.get() == 0)) {
      throw new AssertionError(underWay.get() + " calls have not ended.");
    }
  }

  /** Asks once; completes with what was told, also when that is nothing. */
  Future<Told> ask(Question question) {
    String path = paths + number.getAndIncrement();
    long startNanos = System.nanoTime();
    underWay.incrementAndGet();
    return client
        .request(options(question))
        .compose(
            request -> {
              request.putHeader("Authorization", "Bearer " + bearer(question));
              request.putHeader("X-Original-URI", path).putHeader("X-Original-Method", "GET");
              return request.send().compose(response -> told(question, path, startNanos, response));
            })
        .otherwise(cause -> told(question, path, startNanos, 0, new JsonObject()))
        .onComplete(told -> underWay.decrementAndGet())
        .onSuccess(history::add);
  }

  private void next(Question question) {
    if (underWay.get() < MOST_UNDER_WAY) {
      ask(question);
    } else {
      number.incrementAndGet();
    }
  }

  private RequestOptions options(Question question) {
    String query = question.asked() == Asked.CHECK_ABILITY ? "?ability=" + FireToken.ABILITY : "";
    return new RequestOptions()
        .setMethod(HttpMethod.GET)
        .setHost("127.0.0.1")
        .setPort(question.node().port())
        .setURI("/v1/verify" + query)
        .setConnectTimeout(patienceMillis)
        .setTimeout(patienceMillis);
  }

  private static String bearer(Question question) {
    FireToken token = question.token();
    return question.asked() == Asked.CHECK_WRONG_SECRET
        ? token.withWrongSecret()
        : token.plainText();
  }

  private static Future<Told> told(
      Question question, String path, long startNanos, HttpClientResponse response) {
    JsonObject answer =
        new JsonObject()
            .put("token", response.getHeader("X-Token-Id"))
            .put("workspace", response.getHeader("X-Workspace-Id"));
    return response
        .body()
        .map(body -> told(question, path, startNanos, response.statusCode(), answer));
  }

  private static Told told(
      Question question, String path, long startNanos, int status, JsonObject answer) {
    return new Told(
        question.asked(),
        question.token().id(),
        question.node().number(),
        path,
        startNanos,
        System.nanoTime(),
        status,
        answer);
  }

  @Override
  public void close() {
    Await.await(client.close());
  }
}
