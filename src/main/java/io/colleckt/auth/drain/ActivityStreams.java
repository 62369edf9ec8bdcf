package io.colleckt.auth.drain;

import io.colleckt.auth.redis.RedisChannel;
import io.colleckt.auth.redis.Script;
import io.colleckt.auth.token.StreamPosition;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The activity streams of the Redis process at the other end of one connection. A command that
 * fails ends the connection, unless the key is no stream. Used from the context that made it.
 */
final class ActivityStreams {
  private static final String NAMES = "activity:streams";

  /** How Redis answers when a key holds something else. */
  private static final String NO_STREAM = "WRONGTYPE";

  private static final Script FINISH = Script.named("finish");
  private static final Pattern RUN_ID = Pattern.compile("run_id:([0-9a-f]{12})");

  private final RedisChannel channel;
  private final String namespace;

  private ActivityStreams(RedisChannel channel, String namespace) {
    this.channel = channel;
    this.namespace = namespace;
  }

  /** Completes when the process has told its namespace; else the connection is ended. */
  static Future<ActivityStreams> on(RedisChannel channel) {
    return channel
        .info("server")
        .map(info -> new ActivityStreams(channel, namespaceIn(info)))
        .onFailure(cause -> channel.close());
  }

  private static String namespaceIn(String info) {
    Matcher runId = RUN_ID.matcher(info);
    if (!runId.find()) {
      throw new IllegalStateException("Redis does not tell its run id.");
    }
    return runId.group(1);
  }

  /** Completes when the connection has ended. */
  Future<Void> ended() {
    return channel.ended();
  }

  /** Ends the connection. */
  void close() {
    channel.close();
  }

  /** All streams, of this process and of those before it. */
  Future<List<String>> names() {
    return send(Request.cmd(Command.SMEMBERS).arg(NAMES))
        .map(names -> names.stream().map(Response::toString).sorted().toList());
  }

  /**
   * Whether entries may still be appended to it: only those of this process grow. Of the process,
   * that is, to which the connection was opened, see {@link #finish}.
   */
  boolean mayGrow(String stream) {
    return stream.startsWith(namespace + ":");
  }

  /** The first entries after a position, so many at most. */
  Future<List<StreamEntry>> after(StreamPosition position, String stream, int most) {
    return send(Request.cmd(Command.XRANGE)
            .arg(stream)
            .arg("(" + position)
            .arg("+")
            .arg("COUNT")
            .arg(most))
        .map(entries -> entries.stream().map(StreamEntry::of).toList());
  }

  /** Removes what lies before a committed position. The entry at the position stays: its end. */
  Future<Void> trim(String stream, StreamPosition committed) {
    return send(Request.cmd(Command.XTRIM).arg(stream).arg("MINID").arg(committed.toString()))
        .mapEmpty();
  }

  /**
   * Removes a stream that has been brought in up to that position, unless it has more or may grow.
   * Redis decides, as one step: the process at the other end may be another by now, if something
   * between keeps the connection. Then the connection is ended.
   *
   * @return completes with whether it has been removed
   */
  Future<Boolean> finish(String stream, StreamPosition committed) {
    return send(FINISH.on(List.of(stream, NAMES)).arg(committed.toString()))
        .map(Response::toString)
        .onSuccess(told -> doubt(told.equals("grows")))
        .map(told -> told.equals("ended"));
  }

  /** How many entries a stream has; 0 for a key that is none. */
  Future<Long> length(String stream) {
    return send(Request.cmd(Command.XLEN).arg(stream)).map(Response::toLong).otherwise(0L);
  }

  /** What Redis says about its memory. */
  Future<String> memory() {
    return channel.info("memory");
  }

  private void doubt(boolean isAnotherProcess) {
    if (isAnotherProcess) {
      channel.close();
    }
  }

  private Future<Response> send(Request command) {
    return channel.send(command).onFailure(this::failed);
  }

  private void failed(Throwable cause) {
    if (!String.valueOf(cause.getMessage()).startsWith(NO_STREAM)) {
      channel.close();
    }
  }
}
