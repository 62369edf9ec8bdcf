package io.colleckt.auth.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMessageDecoderResult;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.netty.util.concurrent.Future;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Netty's decoder made strict and impatient. What Netty 4.2.18 lets pass and RFC 9112 does not is
 * refused here, while the bytes are read anyway: a second {@code Host}, {@code Authorization} or
 * {@code Content-Length}, no {@code Host} in HTTP/1.1, folded and nameless headers, codings other
 * than {@code chunked}, bad request targets, unknown versions. A request that passes costs a few
 * comparisons and no allocation; a timer runs only for one that does not arrive at once.
 *
 * <p>One for each connection, used on its event loop. It overrides protected methods of the
 * decoders of Netty and Vert.x; {@code MalformedRequestIT} fails when a new version calls them
 * differently.
 */
final class RequestDecoder extends VertxHttpRequestDecoder {
  private static final int LINE_END = 2;
  private static final long SLACK_MILLIS = 1_000;

  private enum Awaited {
    REQUEST,
    HEADERS,
    BODY
  }

  private final ServerLimits limits;
  private ChannelHandlerContext channel;
  private int requestsInRead;
  private boolean more;
  private Awaited awaited = Awaited.REQUEST;
  private Future<?> alarm;

  private int wordEnd;
  private ByteBuf buffer;
  private int mark;
  private boolean inHeaders;
  private int headerBytes;
  private int headerLines;
  private int hosts;
  private int authorizations;
  private int lengths;
  private int codings;

  RequestDecoder(HttpServerOptions options, ServerLimits limits) {
    super(options);
    this.limits = limits;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    int before = out.size();
    buffer = in;
    mark = in.readerIndex();
    super.decode(context, in, out);
    more = in.isReadable();
    if (out.size() > before) {
      inHeaders = false;
      boolean last = out.get(out.size() - 1) instanceof LastHttpContent;
      await(last ? Awaited.REQUEST : Awaited.BODY);
    } else if (inHeaders) {
      headerBytes += in.readerIndex() - mark;
      await(Awaited.HEADERS);
    } else if (awaited == Awaited.REQUEST && in.isReadable()) {
      await(Awaited.HEADERS);
    }
  }

  @Override
  protected String splitFirstWordInitialLine(byte[] line, int start, int length) {
    wordEnd = start + length;
    return super.splitFirstWordInitialLine(line, start, length);
  }

  @Override
  protected String splitSecondWordInitialLine(byte[] line, int start, int length) {
    nextWord(line, start, length);
    return super.splitSecondWordInitialLine(line, start, length);
  }

  @Override
  protected String splitThirdWordInitialLine(byte[] line, int start, int length) {
    nextWord(line, start, length);
    return super.splitThirdWordInitialLine(line, start, length);
  }

  /** One blank stands between two words; Netty takes several, tabs and a bare CR as well. */
  private void nextWord(byte[] line, int start, int length) {
    if (start != wordEnd + 1 || line[wordEnd] != ' ') {
      throw ProtocolError.MALFORMED.found();
    }
    wordEnd = start + length;
  }

  /** Netty calls this once the request line is there. */
  @Override
  protected HttpMessage createMessage(String[] requestLine) {
    String version = requestLine[2];
    if (!version.equals("HTTP/1.1") && !version.equals("HTTP/1.0")) {
      boolean other = version.startsWith("HTTP/");
      throw (other ? ProtocolError.VERSION_UNKNOWN : ProtocolError.MALFORMED).found();
    }
    if (!RequestTarget.isAcceptable(requestLine[1])) {
      throw ProtocolError.MALFORMED.found();
    }
    requestsInRead++;
    mark = buffer.readerIndex();
    inHeaders = true;
    headerBytes = headerLines = hosts = authorizations = lengths = codings = 0;
    return super.createMessage(requestLine);
  }

  /** Netty calls this for each header line but the folded ones, and for each trailer. */
  @Override
  protected AsciiString splitHeaderName(byte[] line, int start, int length) {
    if (length == 0) {
      throw ProtocolError.MALFORMED.found();
    }
    AsciiString name = super.splitHeaderName(line, start, length);
    headerLines++;
    switch (length) {
      case 4 -> hosts += one(HttpHeaderNames.HOST, name);
      case 13 -> authorizations += one(HttpHeaderNames.AUTHORIZATION, name);
      case 14 -> lengths += one(HttpHeaderNames.CONTENT_LENGTH, name);
      case 17 -> codings += one(HttpHeaderNames.TRANSFER_ENCODING, name);
      default -> {}
    }
    return name;
  }

  /** Netty calls this once all headers are there; an exception makes the request an invalid one. */
  @Override
  protected boolean isContentAlwaysEmpty(HttpMessage message) {
    boolean hostMissing = hosts == 0 && message.protocolVersion().equals(HttpVersion.HTTP_1_1);
    boolean repeated = hosts > 1 || authorizations > 1 || lengths > 1 || codings > 1;
    boolean otherCoding = codings == 1 && !isChunked(message);
    if (hostMissing || repeated || otherCoding || foldedIn(message)) {
      throw ProtocolError.MALFORMED.found();
    }
    return super.isContentAlwaysEmpty(message);
  }

  /**
   * Netty joins a folded line to the one before, so that nobody can see it afterwards. But every
   * line has its end, and Netty counts the bytes without these: so the difference tells how many
   * lines there were.
   */
  private boolean foldedIn(HttpMessage message) {
    int bytes = headerBytes + buffer.readerIndex() - mark - LINE_END;
    int counted = ((HttpMessageDecoderResult) message.decoderResult()).headerSize();
    return bytes - counted != LINE_END * headerLines;
  }

  private static boolean isChunked(HttpMessage message) {
    String coding = message.headers().get(HttpHeaderNames.TRANSFER_ENCODING);
    return HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(coding);
  }

  private static int one(AsciiString wanted, AsciiString name) {
    return wanted.contentEqualsIgnoreCase(name) ? 1 : 0;
  }

  private void await(Awaited next) {
    if (awaited != next) {
      awaited = next;
      disarm();
    }
  }

  /** Everything that had arrived has been decoded: what is still awaited gets its time. */
  @Override
  public void channelReadComplete(ChannelHandlerContext context) throws Exception {
    super.channelReadComplete(context);
    requestsInRead = awaited == Awaited.REQUEST ? 0 : 1;
    if (awaited != Awaited.REQUEST && alarm == null) {
      // The guard answers a late body with 408; this closes what is left of the connection.
      long millis =
          awaited == Awaited.HEADERS
              ? limits.head().toMillis()
              : limits.body().toMillis() + SLACK_MILLIS;
      alarm = context.executor().schedule(() -> close(context), millis, TimeUnit.MILLISECONDS);
    }
  }

  /**
   * Stops reading until {@link #wake}; false = goes on, since the client has sent more than the
   * request that is being answered. Vert.x may then have stopped reading too, and must be the one
   * to begin again.
   */
  boolean rest() {
    boolean alone = requestsInRead == 1 && awaited == Awaited.REQUEST && !more;
    if (!alone || !channel.channel().config().isAutoRead()) {
      return false;
    }
    channel.channel().config().setAutoRead(false);
    return true;
  }

  /** Whether the client has sent more behind the request that is being answered. */
  boolean hasMore() {
    return more;
  }

  /** Reads again. */
  void wake() {
    channel.channel().config().setAutoRead(true);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) throws Exception {
    channel = context;
    super.handlerAdded(context);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    disarm();
    super.channelInactive(context);
  }

  private static void close(ChannelHandlerContext context) {
    ChannelFuture ignored = context.close();
  }

  private void disarm() {
    if (alarm != null) {
      alarm.cancel(false);
      alarm = null;
    }
  }
}
