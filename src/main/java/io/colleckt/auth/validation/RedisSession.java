package io.colleckt.auth.validation;

import io.colleckt.auth.redis.RedisChannel;
import io.colleckt.auth.redis.RedisConnector;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls of Redis functions on one connection, where nothing is waited for longer than the
 * connector's patience. A call that gets no reply in time, or a foreign one, ends the session:
 * whatever else waits on it fails too. Used from the context that made it.
 */
final class RedisSession {
  /** How long a call may take that checks wait for. */
  static final Duration PATIENCE = Duration.ofMillis(120);

  private static final Logger LOG = LoggerFactory.getLogger(RedisSession.class);
  private static final byte[] NO_KEYS = {'0'};
  private static final String MISSING_FUNCTION = "ERR Function not found";
  private static final String LOADED_BY_ANOTHER = "already exists";
  private static final String OUT_OF_MEMORY = "OOM";

  /** Beginnings of the errors by which Redis refuses a call before it executes it. */
  private static final List<String> REFUSALS =
      List.of(
          MISSING_FUNCTION,
          OUT_OF_MEMORY,
          "LOADING",
          "READONLY",
          "MASTERDOWN",
          "MISCONF",
          "NOREPLICAS",
          "BUSY",
          "NOPERM",
          "NOAUTH",
          "ERR max number of clients");

  private final RedisChannel channel;
  private final RedisFunctions functions;

  private RedisSession(RedisChannel channel, RedisFunctions functions) {
    this.channel = channel;
    this.functions = functions;
  }

  /** As {@link RedisConnector#connect}. */
  static Future<RedisSession> open(RedisConnector connector, RedisFunctions functions) {
    return connector.connect().map(channel -> new RedisSession(channel, functions));
  }

  /**
   * Calls the request's function; loads the library first where Redis lacks it.
   *
   * @param read what to make of the reply; what it throws ends the session
   * @return completes with the reply as read; fails with a {@link NotExecutedException} when the
   *     call surely was not executed, and with anything else when that is unknown
   */
  <T> Future<T> call(Request request, Function<Reply, T> read) {
    return send(request)
        .recover(
            cause -> isMissingFunction(cause) ? loadAndSend(request) : Future.failedFuture(cause))
        .map(read)
        .recover(this::classified);
  }

  /** Completes when the session has ended, for whatever reason. */
  Future<Void> ended() {
    return channel.ended();
  }

  /** Ends the session; calls that wait for a reply fail. */
  void close() {
    channel.close();
  }

  private Future<Reply> send(Request request) {
    if (channel.ended().isComplete()) {
      return Future.failedFuture(new NotExecutedException("The connection is closed."));
    }
    return channel.send(command(request)).map(response -> Reply.to(request, response.toBytes()));
  }

  private static io.vertx.redis.client.Request command(Request request) {
    io.vertx.redis.client.Request command =
        io.vertx.redis.client.Request.cmd(Command.FCALL)
            .arg(request.function())
            .arg(NO_KEYS)
            .arg(request.bytes());
    return request.entry() == null ? command : command.arg(request.entry());
  }

  private Future<Reply> loadAndSend(Request request) {
    LOG.info("Loading the function library into Redis.");
    return channel
        .send(
            io.vertx.redis.client.Request.cmd(Command.FUNCTION).arg("LOAD").arg(functions.source()))
        .recover(RedisSession::unlessLoaded)
        .compose(loaded -> send(request));
  }

  private static Future<Response> unlessLoaded(Throwable cause) {
    boolean loaded = String.valueOf(cause.getMessage()).contains(LOADED_BY_ANOTHER);
    return loaded ? Future.succeededFuture() : Future.failedFuture(cause);
  }

  /** Decides whether the call was surely not executed, and whether the session can go on. */
  private <T> Future<T> classified(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    boolean refused = REFUSALS.stream().anyMatch(message::startsWith);
    boolean goesOn = message.startsWith(OUT_OF_MEMORY) || cause instanceof NotExecutedException;
    if (!goesOn && !channel.ended().isComplete()) {
      LOG.warn("The connection to Redis is given up: {}", describe(cause));
      close();
    }
    return Future.failedFuture(refused ? new NotExecutedException(message) : cause);
  }

  private static String describe(Throwable cause) {
    return cause instanceof TimeoutException ? "no reply in time" : cause.getMessage();
  }

  private static boolean isMissingFunction(Throwable cause) {
    return String.valueOf(cause.getMessage()).startsWith(MISSING_FUNCTION);
  }
}
