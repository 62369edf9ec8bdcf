package io.colleckt.auth.http;

import io.colleckt.auth.tracing.TraceId;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/**
 * Names each request of management, so that an answer, a line of the log and what a proxy has
 * logged can be brought together. What a trusted proxy has named keeps its name.
 */
final class RequestId {
  static final String HEADER = "X-Request-Id";
  private static final String IN_LOG = "request_id";
  private static final String TRACE = "trace_id";

  /** Shorter than any secret. */
  private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9_-]{8,39}");

  private final ClientAddress addresses;

  RequestId(ClientAddress addresses) {
    this.addresses = addresses;
  }

  /** Gives the request its name, which its answer will tell, and passes it on. */
  void name(RoutingContext context) {
    String given = addresses.trustsPeerOf(context.request()) ? given(context.request()) : null;
    context.response().putHeader(HEADER, given == null ? made() : given);
    context.next();
  }

  /** The answer to a failure: the log tells of it, and a fault of ours is told, by that name. */
  static Reply explain(RoutingContext context, Throwable cause) {
    String id = context.response().headers().get(HEADER);
    if (id == null) {
      return Failures.of(cause);
    }
    MDC.put(IN_LOG, id);
    TraceId.current().ifPresent(trace -> MDC.put(TRACE, trace));
    try {
      Reply reply = Failures.of(cause);
      return reply.status() < 500 ? reply : reply.and(IN_LOG, id);
    } finally {
      MDC.remove(IN_LOG);
      MDC.remove(TRACE);
    }
  }

  private static String given(HttpServerRequest request) {
    String given = request.getHeader(HEADER);
    return given != null && WELL_FORMED.matcher(given).matches() ? given : null;
  }

  private static String made() {
    byte[] bytes = new byte[16];
    ThreadLocalRandom.current().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
