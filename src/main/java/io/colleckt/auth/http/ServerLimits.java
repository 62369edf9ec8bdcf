package io.colleckt.auth.http;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.RecvByteBufAllocator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * How much of anything a client may send, and how long it may take.
 *
 * @param head from the first byte of a request to the end of its headers; then the connection is
 *     closed
 * @param body from the end of the headers to the end of the body; then the answer is 408
 * @param idle how long a client may be silent; watching only what it sends costs a check less
 */
public record ServerLimits(Duration head, Duration body, Duration idle) {
  /** What the service runs with. */
  public static final ServerLimits DEFAULT =
      new ServerLimits(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(75));

  private static final String IDLE = "idle";
  private static final int REQUEST_LINE_BYTES = 4096;
  private static final int HEADER_BYTES = 8192;
  private static final int CONNECTIONS_WAITING = 1024;

  /** Of each event loop; whoever comes beyond is hung up on at once. */
  private static final int MOST_CONNECTIONS = 4096;

  /** So that no client keeps an event loop from others by sending much at once. */
  private static final RecvByteBufAllocator LITTLE_IN_A_ROUND =
      new AdaptiveRecvByteBufAllocator(1024, 2048, 16 * 1024).maxMessagesPerRead(1);

  /**
   * A server that refuses what is not clean HTTP/1.x. No h2c, no WebSockets, no compression either
   * way: none is needed, and each is a way around a limit.
   *
   * @param connected is told of each connection, on its event loop
   */
  HttpServer serverOn(Vertx vertx, Consumer<HttpConnection> connected) {
    AtomicInteger open = new AtomicInteger();
    return vertx
        .createHttpServer(options())
        .connectionHandler(connection -> admit(connection, open, connected))
        .invalidRequestHandler(
            request -> ProtocolError.of(request.decoderResult().cause()).answer(request));
  }

  /** Opens the port; fails with a sentence that names it. */
  static Future<HttpServer> listen(HttpServer server, int port, String host) {
    return server
        .listen(port, host)
        .recover(cause -> Future.failedFuture(cannotListen(port, host, cause)));
  }

  private static IllegalStateException cannotListen(int port, String host, Throwable cause) {
    String message = "it cannot listen on %s:%d (%s).".formatted(host, port, cause.getMessage());
    return new IllegalStateException(message, cause);
  }

  /** From now on this client may be silent: it listens to an answer that takes its time. */
  static void keepOpen(HttpConnection connection) {
    if (!isKeptOpen(connection)) {
      pipeline(connection).remove(IDLE);
    }
  }

  /** Whether that was said of this connection. */
  static boolean isKeptOpen(HttpConnection connection) {
    return pipeline(connection).get(IDLE) == null;
  }

  /** What reads this client's requests; null on a server that is none of ours. */
  static RequestDecoder decoderOf(HttpConnection connection) {
    return pipeline(connection).get(RequestDecoder.class);
  }

  private HttpServerOptions options() {
    return new HttpServerOptions()
        .setMaxInitialLineLength(REQUEST_LINE_BYTES)
        .setMaxHeaderSize(HEADER_BYTES)
        .setHttp2ClearTextEnabled(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setCompressionSupported(false)
        .setDecompressionSupported(false)
        .setReadIdleTimeout((int) idle.toMillis())
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setAcceptBacklog(CONNECTIONS_WAITING)
        .setReuseAddress(true)
        .setTcpKeepAlive(true);
  }

  private void admit(
      HttpConnection connection, AtomicInteger open, Consumer<HttpConnection> connected) {
    Channel channel = pipeline(connection).channel();
    channel.closeFuture().addListener(closed -> open.decrementAndGet());
    if (open.incrementAndGet() > MOST_CONNECTIONS) {
      connection.close();
    } else {
      channel.config().setOption(ChannelOption.RECVBUF_ALLOCATOR, LITTLE_IN_A_ROUND);
      harden(connection, connected);
    }
  }

  private void harden(HttpConnection connection, Consumer<HttpConnection> connected) {
    pipeline(connection).replace("httpDecoder", "httpDecoder", new RequestDecoder(options(), this));
    connected.accept(connection);
  }

  private static ChannelPipeline pipeline(HttpConnection connection) {
    return ((HttpServerConnection) connection).channelHandlerContext().pipeline();
  }
}
