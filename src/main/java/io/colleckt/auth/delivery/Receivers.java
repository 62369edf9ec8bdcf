package io.colleckt.auth.delivery;

import io.colleckt.auth.metrics.Counts;
import io.colleckt.auth.metrics.Metrics;
import io.colleckt.auth.token.IpAddress;
import io.colleckt.auth.webhook.Message;
import io.colleckt.auth.webhook.Result;
import io.colleckt.auth.webhook.WebhookUrl;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Sends messages. Connects to an address that has been judged, under the name of the URL, which the
 * certificate must match; follows no redirect, uses no proxy, and reads little of an answer beyond
 * its head.
 */
final class Receivers {
  private static final long PATIENCE_SECONDS = 10;
  private static final int CONNECT_MILLIS = 4000;
  private static final long LAST_WORDS_MILLIS = 500;
  private static final int LARGEST_ANSWER = 16 * 1024;

  private final HttpClient client;
  private final Names names;
  private final boolean privateAllowed;
  private final Counts<Attempt> attempts;

  /** How an attempt ends: taken, answered by something else, not answered. */
  private enum Attempt {
    DELIVERED,
    REFUSED,
    UNANSWERED
  }

  Receivers(Vertx vertx, Names names, boolean privateAllowed) {
    this(vertx, new HttpClientOptions(), names, privateAllowed);
  }

  /**
   * @param trust whose certificates are believed: as they stand those that the JDK believes
   */
  Receivers(Vertx vertx, HttpClientOptions trust, Names names, boolean privateAllowed) {
    HttpClientOptions options =
        trust
            .setKeepAlive(false)
            .setConnectTimeout(CONNECT_MILLIS)
            .setVerifyHost(true)
            .setForceSni(true)
            .setDecompressionSupported(false)
            .setName("webhooks");
    PoolOptions pool = new PoolOptions().setHttp1MaxSize(Deliveries.AT_ONCE);
    this.client = vertx.createHttpClient(options, pool);
    this.names = names;
    this.privateAllowed = privateAllowed;
    this.attempts =
        Metrics.of(vertx)
            .counts(
                "colleckt.webhook.deliveries",
                "Attempts to bring a message to a webhook.",
                "outcome",
                Attempt.class);
  }

  /** Completes with the result, never fails, within ten seconds. */
  Future<Result> send(Message message) {
    Future<HttpClientRequest> opened = open(message);
    return opened
        .compose(request -> request.send(message.body()))
        .map(Receivers::statusOf)
        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .onFailure(cause -> opened.onSuccess(HttpClientRequest::reset))
        .map(Result::answered)
        .otherwise(cause -> Result.failed(sentence(cause)))
        .onSuccess(result -> attempts.add(attempt(result)));
  }

  /** Breaks off what is under way. */
  Future<Void> close() {
    return client.close();
  }

  private Future<HttpClientRequest> open(Message message) {
    try {
      WebhookUrl url = WebhookUrl.parse(message.url(), privateAllowed);
      return names.addresses(url).compose(addresses -> connect(message, url, addresses));
    } catch (IllegalArgumentException e) {
      return Future.failedFuture(new Undeliverable(e.getMessage()));
    }
  }

  private Future<HttpClientRequest> connect(
      Message message, WebhookUrl url, List<IpAddress> addresses) {
    Future<HttpClientRequest> first = client.request(options(message, url, addresses.get(0)));
    return addresses.size() == 1
        ? first
        : first.recover(cause -> connect(message, url, addresses.subList(1, addresses.size())));
  }

  private static RequestOptions options(Message message, WebhookUrl url, IpAddress address) {
    return new RequestOptions()
        .setMethod(HttpMethod.POST)
        .setServer(SocketAddress.inetSocketAddress(url.port(), address.toString()))
        .setHost(url.host())
        .setPort(url.port())
        .setSsl(url.secure())
        .setURI(url.target())
        .setFollowRedirects(false)
        .putHeader("Content-Type", "application/json")
        .putHeader("User-Agent", "Colleckt-Auth-Webhooks/1")
        .putHeader("webhook-id", message.id())
        .putHeader("webhook-timestamp", String.valueOf(message.timestamp()))
        .putHeader("webhook-signature", message.signature());
  }

  /** What follows the head is of no interest, and has half a second to pass by. */
  private static int statusOf(HttpClientResponse response) {
    HttpClientRequest request = response.request();
    long[] seen = {0};
    response.handler(
        bytes -> {
          seen[0] += bytes.length();
          if (seen[0] > LARGEST_ANSWER) {
            request.reset();
          }
        });
    response
        .end()
        .timeout(LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS)
        .onFailure(cause -> request.reset());
    return response.statusCode();
  }

  private static Attempt attempt(Result result) {
    if (result.delivered()) {
      return Attempt.DELIVERED;
    }
    return result.error().isEmpty() ? Attempt.REFUSED : Attempt.UNANSWERED;
  }

  private static String sentence(Throwable cause) {
    if (cause instanceof Undeliverable) {
      return cause.getMessage();
    }
    if (cause instanceof TimeoutException) {
      return "There was no answer within " + PATIENCE_SECONDS + " seconds.";
    }
    if (cause instanceof SSLException || cause.getCause() instanceof SSLException) {
      return "TLS failed: the certificate must be valid for this host.";
    }
    return cause instanceof ConnectException
        ? "The connection could not be opened."
        : "The connection broke before the answer.";
  }
}
