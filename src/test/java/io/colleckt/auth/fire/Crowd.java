package io.colleckt.auth.fire;

import io.colleckt.auth.testing.JavaProcess;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Many clients that check tokens over a bounded number of connections, one call at a time on each,
 * in a JVM of their own: so they take no time from whoever measures beside them.
 */
public final class Crowd {
  private static final long TICK_MILLIS = 2;

  /** Until all have come, and this JVM has seen enough of it to be quick. */
  private static final long GATHERING_MILLIS = 2_000;

  private static final long LAST_ANSWERS_MILLIS = 3_000;
  private static final int ROUTES = 20;

  private final Vertx vertx = Vertx.vertx();
  private final NetClient client =
      vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true).setReuseAddress(true));
  private final Order order;
  private final List<Buffer> requests = new ArrayList<>();
  private final Deque<Caller> free = new ArrayDeque<>();
  private final CrowdReport report = new CrowdReport();
  private long startedNanos;
  private long sent;
  private boolean over;

  /**
   * What is done.
   *
   * @param seconds how long it is measured, once the crowd has gathered
   * @param perSecond how many calls are offered; 0 = each client calls again once it is answered
   */
  record Order(int port, Path tokens, int connections, int seconds, int perSecond) {
    private static Order of(String... words) {
      return new Order(
          Integer.parseInt(words[0]),
          Path.of(words[1]),
          Integer.parseInt(words[2]),
          Integer.parseInt(words[3]),
          Integer.parseInt(words[4]));
    }

    private List<String> words() {
      return List.of(
          Crowd.class.getName(),
          String.valueOf(port),
          tokens.toString(),
          String.valueOf(connections),
          String.valueOf(seconds),
          String.valueOf(perSecond));
    }
  }

  private Crowd(Order order) throws IOException {
    this.order = order;
    for (String token : Files.readAllLines(order.tokens)) {
      requests.add(request(token));
    }
  }

  /** Sends a crowd; it is under way when this returns. */
  static JavaProcess send(Order order) throws IOException {
    JavaProcess.Launch launch =
        new JavaProcess.Launch(order.words(), JavaProcess.SMALL, java.util.Map.of());
    return JavaProcess.talking(launch, JavaProcess.log("crowd"));
  }

  /** Waits for a crowd's end, and tells what it was told. */
  static CrowdReport await(JavaProcess crowd) throws IOException {
    String said =
        new String(crowd.process().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return CrowdReport.read(said);
  }

  /** Does what the words order, prints a {@link CrowdReport} and ends. */
  public static void main(String[] words) throws IOException {
    Crowd crowd = new Crowd(Order.of(words));
    crowd.vertx.runOnContext(nothing -> crowd.gather(order(words).connections));
  }

  private static Order order(String... words) {
    return Order.of(words);
  }

  private static Buffer request(String token) {
    int route = ThreadLocalRandom.current().nextInt(ROUTES);
    return Buffer.buffer(
        "GET /v1/verify HTTP/1.1\r\nHost: crowd\r\nAuthorization: Bearer %s\r\nX-Original-URI: /crowd/%d\r\n\r\n"
            .formatted(token, route));
  }

  /** Connects one after the other, so that no queue of connections overflows. */
  private void gather(int missing) {
    if (missing == 0) {
      begin();
      return;
    }
    client
        .connect(order.port, "127.0.0.1")
        .onSuccess(socket -> free.add(new Caller(socket)))
        .onFailure(cause -> report.broken())
        .onComplete(done -> gather(missing - 1));
  }

  private void begin() {
    startedNanos = System.nanoTime();
    vertx.setTimer(GATHERING_MILLIS, timer -> report.begin());
    vertx.setTimer(GATHERING_MILLIS + order.seconds * 1_000L, timer -> end());
    if (order.perSecond == 0) {
      List.copyOf(free).forEach(caller -> next());
    } else {
      vertx.setPeriodic(TICK_MILLIS, tick -> offer());
    }
  }

  /** Sends what is due by now; what nobody is free for stays due, and the last of it unsent. */
  private void offer() {
    long due = (System.nanoTime() - startedNanos) / 1_000 * order.perSecond / 1_000_000;
    while (!over && sent < due && next()) {
      sent++;
    }
  }

  private boolean next() {
    Caller caller = over ? null : free.poll();
    if (caller != null) {
      caller.call(requests.get(ThreadLocalRandom.current().nextInt(requests.size())));
    }
    return caller != null;
  }

  private void ended(Caller caller) {
    if (!caller.gone) {
      free.add(caller);
    }
    if (order.perSecond == 0) {
      next();
    } else {
      offer();
    }
  }

  private void end() {
    over = true;
    report.end();
    vertx.setTimer(
        LAST_ANSWERS_MILLIS,
        timer -> {
          System.out.println(report.line());
          System.exit(0);
        });
  }

  /** One connection. */
  private final class Caller {
    private final NetSocket socket;
    private Buffer answer;
    private long askedNanos;
    private boolean gone;

    Caller(NetSocket socket) {
      this.socket = socket;
      socket.handler(this::receive);
      socket.closeHandler(closed -> broken());
      socket.exceptionHandler(broken -> {});
    }

    void call(Buffer request) {
      report.asked();
      answer = null;
      askedNanos = System.nanoTime();
      socket.write(request);
    }

    private void receive(Buffer bytes) {
      answer = answer == null ? bytes : answer.appendBuffer(bytes);
      if (CrowdReport.isWhole(answer)) {
        boolean late = over;
        report.answered(CrowdReport.status(answer), System.nanoTime() - askedNanos, late);
        ended(this);
      }
    }

    private void broken() {
      gone = true;
      free.remove(this);
      report.broken();
    }
  }
}
