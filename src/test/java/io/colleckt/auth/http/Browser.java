package io.colleckt.auth.http;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;

/** A page of ours with a session: sends the cookie, the origin and the CSRF token. */
final class Browser {
  final String cookie;
  final String csrfToken;
  final long memberId;
  private final AccountServer server;

  Browser(AccountServer server, HttpResponse<Buffer> signedIn) {
    assertThat(signedIn.statusCode()).as(signedIn.bodyAsString()).isEqualTo(200);
    this.server = server;
    String set = signedIn.getHeader("Set-Cookie");
    this.cookie = set.substring(0, set.indexOf(';'));
    this.csrfToken = signedIn.bodyAsJsonObject().getString("csrf_token");
    this.memberId = signedIn.bodyAsJsonObject().getJsonObject("member").getLong("id");
  }

  HttpRequest<Buffer> request(HttpMethod method, String path) {
    return server
        .request(method, path)
        .putHeader("Cookie", "other=1; " + cookie)
        .putHeader("X-CSRF-Token", csrfToken)
        .putHeader("Origin", server.origin())
        .putHeader("Sec-Fetch-Site", "same-origin");
  }

  HttpResponse<Buffer> get(String path) {
    return server.checked(
        HttpMethod.GET,
        path,
        await(server.request(HttpMethod.GET, path).putHeader("Cookie", cookie).send()));
  }

  HttpResponse<Buffer> delete(String path) {
    return server.checked(HttpMethod.DELETE, path, await(request(HttpMethod.DELETE, path).send()));
  }

  HttpResponse<Buffer> call(HttpMethod method, String path, JsonObject body) {
    return server.checked(method, path, await(request(method, path).sendJsonObject(body)));
  }
}
