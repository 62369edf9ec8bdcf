package io.colleckt.auth.fire;

import static io.colleckt.auth.testing.Await.await;
import static io.colleckt.auth.testing.Await.becomesTrue;

import io.colleckt.auth.fire.Told.Asked;
import io.colleckt.auth.testing.TestToken;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that check tokens at a steady rate, whether or not they are answered: every other one on
 * a connection that is kept, the others on new ones. With several nodes, who is refused a
 * connection, told 503, or hung up on without an answer tries the next one, as proxies do, and when
 * all were tried begins anew after a second, as {@code Retry-After} says.
 */
final class Callers implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 5_000;
  private static final long TICK_MILLIS = 5;
  private static final long RETRY_AFTER_MILLIS = 1_000;
  private static final int ROUNDS = 3;
  private static final int CONNECTIONS = 64;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient keeping = client(true);
  private final HttpClient connecting = client(false);
  private final List<Integer> ports;
  private final List<TestToken> tokens;
  private final String paths;
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private long startNanos;
  private long timer;
  private int number;

  /**
   * One attempt of a call, with a path of its own.
   *
   * @param told status 0 = no answer
   * @param sentNanos when the whole request had gone to the network; 0 = it had not
   * @param last whether nobody else was asked after that
   */
  record Call(Told told, long sentNanos, boolean last) {
    /** Whether it was sent and not answered. */
    boolean isBroken() {
      return sentNanos != 0 && told.status() == 0;
    }

    /** Whether it had been sent before that moment. */
    boolean wasSentBefore(long nanos) {
      return sentNanos != 0 && sentNanos - nanos < 0;
    }
  }

  /**
   * @param ports of the nodes; a call begins with any
   * @param paths what the path of each call begins with
   */
  Callers(List<Integer> ports, List<TestToken> tokens, String paths) {
    this.ports = List.copyOf(ports);
    this.tokens = List.copyOf(tokens);
    this.paths = paths;
  }

  /** Begins so many calls a second until {@link #stop}. */
  Callers start(int perSecond) {
    startNanos = System.nanoTime();
    timer = vertx.setPeriodic(TICK_MILLIS, tick -> catchUp(perSecond));
    return this;
  }

  /** Stops, and returns all calls when each has ended. */
  List<Call> stop() throws Exception {
    vertx.cancelTimer(timer);
    if (!becomesTrue(3 * PATIENCE_MILLIS, () -> underWay.get() == 0)) {
      throw new AssertionError(underWay.get() + " calls have not ended.");
    }
    return List.copyOf(calls);
  }

  /** What has ended so far. */
  List<Call> sofar() {
    return List.copyOf(calls);
  }

  private void catchUp(int perSecond) {
    while (number < (System.nanoTime() - startNanos) * perSecond / 1_000_000_000L) {
      underWay.incrementAndGet();
      call(number++, 0);
    }
  }

  private void call(int number, int attempt) {
    long startNanos = System.nanoTime();
    int node = (number + attempt) % ports.size();
    HttpClient client = number / ports.size() % 2 == 0 ? keeping : connecting;
    TestToken token = tokens.get(number % tokens.size());
    AtomicLong sent = new AtomicLong();
    client
        .request(options(ports.get(node)))
        .compose(
            request -> {
              request.putHeader("Authorization", "Bearer " + token.plainText());
              request.putHeader("X-Original-URI", path(number, attempt));
              request.putHeader("X-Original-Method", "GET");
              request.end().onSuccess(gone -> sent.set(System.nanoTime()));
              return request.response().compose(Callers::status);
            })
        .otherwise(0)
        .onSuccess(status -> note(number, attempt, startNanos, sent.get(), status));
  }

  private void note(int number, int attempt, long startNanos, long sentNanos, int status) {
    int most = ports.size() == 1 ? 1 : ROUNDS * ports.size();
    boolean again = (status == 0 || status == 503) && attempt + 1 < most;
    Told told =
        new Told(
            Asked.CHECK,
            tokens.get(number % tokens.size()).id(),
            (number + attempt) % ports.size(),
            path(number, attempt),
            startNanos,
            System.nanoTime(),
            status,
            new JsonObject());
    calls.add(new Call(told, sentNanos, !again));
    if (again && (attempt + 1) % ports.size() == 0) {
      vertx.setTimer(RETRY_AFTER_MILLIS, timer -> call(number, attempt + 1));
    } else if (again) {
      call(number, attempt + 1);
    } else {
      underWay.decrementAndGet();
    }
  }

  private String path(int number, int attempt) {
    return paths + number + "/" + attempt;
  }

  private static Future<Integer> status(HttpClientResponse response) {
    return response.body().map(response.statusCode());
  }

  private static RequestOptions options(int port) {
    return new RequestOptions()
        .setMethod(HttpMethod.GET)
        .setHost("127.0.0.1")
        .setPort(port)
        .setURI("/v1/verify")
        .setConnectTimeout(PATIENCE_MILLIS)
        .setTimeout(PATIENCE_MILLIS);
  }

  private HttpClient client(boolean keepAlive) {
    return vertx.createHttpClient(
        new HttpClientOptions().setKeepAlive(keepAlive),
        new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
