package io.colleckt.auth.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The connections of one event loop, and how they are let go of when the server stops: none is
 * added, each is told with its next answer that this was the last, long answers are brought to
 * their end. A connection on which nothing is asked meanwhile is left to whoever closes the server:
 * nothing can be said on it. Used on that event loop.
 */
final class Connections {
  private final Context context;
  private final Set<HttpConnection> open = new HashSet<>();
  private final Promise<Void> gone = Promise.promise();

  /** The listening socket, which all event loops share; null before the first connection. */
  private Channel door;

  private boolean leaving;

  Connections(Context context) {
    this.context = context;
  }

  /** Somebody has connected. */
  void add(HttpConnection connection) {
    Channel channel = ((HttpServerConnection) connection).channelHandlerContext().channel();
    door = channel.parent();
    open.add(connection);
    ChannelFuture ignored = channel.closeFuture().addListener(closed -> remove(connection));
  }

  /** Whether every answer from now on is the last of its connection, and has to say so. */
  boolean isLeaving() {
    return leaving;
  }

  /**
   * Lets go of all.
   *
   * @param grace how long a connection is kept that asks nothing more, or does not hang up
   * @param longest how long an answer that is being written piece by piece may still take
   * @return completes when all are gone, or the grace is over; never fails
   */
  Future<Void> leave(Duration grace, Duration longest) {
    leaving = true;
    for (HttpConnection connection : List.copyOf(open)) {
      if (ServerLimits.isKeptOpen(connection)) {
        connection.shutdown(longest.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
    return doorClosed()
        .compose(closed -> open.isEmpty() ? Future.succeededFuture() : gone.future())
        .timeout(grace.toMillis(), TimeUnit.MILLISECONDS)
        .otherwiseEmpty();
  }

  /** Completes on this event loop once whoever had come in before has been added. */
  private Future<Void> doorClosed() {
    Promise<Void> closed = Promise.promise();
    if (door == null) {
      closed.complete();
    } else {
      ChannelFuture ignored =
          door.close().addListener(done -> context.runOnContext(closed::complete));
    }
    return closed.future();
  }

  private void remove(HttpConnection connection) {
    open.remove(connection);
    if (leaving && open.isEmpty()) {
      gone.tryComplete();
    }
  }
}
