package io.colleckt.auth.delivery;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Reads the list of keys that GitHub publishes for its secret scanning. Follows no redirect. */
final class PublishedKeys {
  private static final long PATIENCE_SECONDS = 5;
  private static final int CONNECT_MILLIS = 3000;
  private static final int LARGEST_LIST = 256 * 1024;

  private final HttpClient client;
  private final URI address;

  PublishedKeys(Vertx vertx, URI address) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setKeepAlive(false)
            .setConnectTimeout(CONNECT_MILLIS)
            .setVerifyHost(true)
            .setName("github-keys");
    this.client = vertx.createHttpClient(options);
    this.address = address;
  }

  /** Completes with the keys (PEM) by their names, within five seconds. */
  Future<Map<String, String>> fetch() {
    RequestOptions options =
        new RequestOptions()
            .setAbsoluteURI(address.toString())
            .putHeader("Accept", "application/json")
            .putHeader("User-Agent", "Colleckt-Auth-Leaks/1");
    Future<HttpClientRequest> opened = client.request(options);
    return opened
        .compose(HttpClientRequest::send)
        .compose(PublishedKeys::bodyOf)
        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .onFailure(cause -> opened.onSuccess(HttpClientRequest::reset))
        .map(body -> keysIn(new JsonObject(body)));
  }

  private static Future<Buffer> bodyOf(HttpClientResponse response) {
    Promise<Buffer> whole = Promise.promise();
    if (response.statusCode() != 200) {
      return Future.failedFuture("The answer was " + response.statusCode() + ".");
    }
    Buffer body = Buffer.buffer();
    response.exceptionHandler(whole::tryFail);
    response.endHandler(end -> whole.tryComplete(body));
    response.handler(part -> add(body, part, whole));
    return whole.future();
  }

  private static void add(Buffer body, Buffer part, Promise<Buffer> whole) {
    if (body.length() + part.length() > LARGEST_LIST) {
      whole.tryFail("The list is larger than " + LARGEST_LIST + " bytes.");
    } else {
      body.appendBuffer(part);
    }
  }

  /** As GitHub's documentation of the partner programme describes the list. */
  private static Map<String, String> keysIn(JsonObject list) {
    Map<String, String> keys = new HashMap<>();
    JsonArray published = list.getJsonArray("public_keys");
    for (int i = 0; i < published.size(); i++) {
      JsonObject key = published.getJsonObject(i);
      keys.put(key.getString("key_identifier"), key.getString("key"));
    }
    return Map.copyOf(keys);
  }
}
