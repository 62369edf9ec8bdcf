package io.colleckt.auth;

import io.colleckt.auth.testing.Await;
import io.colleckt.auth.testing.TestToken;
import io.colleckt.auth.token.CheckOutcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Callers that check tokens one after the other, each call with a path of its own, and write down
 * what they were told.
 */
final class UniqueCalls implements AutoCloseable {
  private static final int CALLERS = 64;

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client =
      vertx.createHttpClient(
          new HttpClientOptions().setDefaultHost("127.0.0.1"),
          new PoolOptions().setHttp1MaxSize(CALLERS));
  private final List<Caller> kinds;
  private final Queue<Told> history = new ConcurrentLinkedQueue<>();
  private final AtomicInteger number = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();
  private volatile boolean stopped;

  /**
   * Tokens of which a call is made by turns.
   *
   * @param share of all calls, in hundredths
   * @param query what is asked for besides
   * @param secret whether their own secret is brought
   */
  record Caller(int share, List<TestToken> tokens, String query, boolean secret) {
    Caller(int share, List<TestToken> tokens) {
      this(share, tokens, "", true);
    }

    private TestToken token(int turn) {
      TestToken token = tokens.get(turn % tokens.size());
      return secret ? token : new TestToken(token.id(), TestToken.randomSecret());
    }
  }

  /**
   * What a call was told.
   *
   * @param status of the answer, or 0 when there was none
   */
  record Told(String path, long tokenId, int status) {
    private static final Map<Integer, List<CheckOutcome>> ON_RECORD =
        Map.of(
            200, List.of(CheckOutcome.ACCEPTED),
            401, List.of(CheckOutcome.EXPIRED, CheckOutcome.REVOKED, CheckOutcome.WRONG_SECRET),
            403, List.of(CheckOutcome.ABILITY),
            429, List.of(CheckOutcome.RATE_LIMITED));

    /** Whether it is known how the call was judged. */
    boolean isAnswered() {
      return ON_RECORD.containsKey(status);
    }

    /** Whether a call that was judged like that may be told this. */
    boolean fits(CheckOutcome outcome) {
      return !isAnswered() || ON_RECORD.get(status).contains(outcome);
    }
  }

  UniqueCalls(List<Caller> kinds) {
    this.kinds = kinds;
  }

  /** Starts the callers on that port. */
  void start(int port) {
    stopped = false;
    running.set(CALLERS);
    for (int i = 0; i < CALLERS; i++) {
      next(port);
    }
  }

  /** Stops them, and returns when each has been told something. */
  void stop() throws Exception {
    stopped = true;
    if (!Await.becomesTrue(20_000, () -> running.get() == 0)) {
      throw new AssertionError(running.get() + " callers were told nothing.");
    }
  }

  /** How many have had a verdict. */
  int answered() {
    return answered.get();
  }

  List<Told> history() {
    return List.copyOf(history);
  }

  private void next(int port) {
    if (stopped) {
      running.decrementAndGet();
      return;
    }
    int turn = number.getAndIncrement();
    Caller kind = kind(turn % 100);
    TestToken token = kind.token(turn / 100 * kind.share + turn % 100);
    String path = "/calls/" + turn;
    client
        .request(HttpMethod.GET, port, "127.0.0.1", "/v1/verify" + kind.query)
        .compose(request -> send(request, path, token))
        .otherwise(0)
        .onSuccess(status -> note(new Told(path, token.id(), status), port));
  }

  private Caller kind(int place) {
    int upTo = 0;
    for (Caller kind : kinds) {
      upTo += kind.share;
      if (place < upTo) {
        return kind;
      }
    }
    throw new IllegalStateException("The shares make " + upTo + ", not 100.");
  }

  private static Future<Integer> send(HttpClientRequest request, String path, TestToken token) {
    request.putHeader("Authorization", "Bearer " + token.plainText());
    request.putHeader("X-Original-URI", path).putHeader("X-Original-Method", "GET");
    return request.send().compose(UniqueCalls::status);
  }

  private static Future<Integer> status(HttpClientResponse response) {
    return response.body().map(response.statusCode());
  }

  /** The next from a fresh stack. After a lost connection, not at once. */
  private void note(Told told, int port) {
    history.add(told);
    answered.addAndGet(told.isAnswered() ? 1 : 0);
    if (told.status() == 0) {
      vertx.setTimer(10, timer -> next(port));
    } else {
      vertx.runOnContext(nothing -> next(port));
    }
  }

  @Override
  public void close() {
    Await.await(vertx.close());
  }
}
