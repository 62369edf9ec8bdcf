package io.colleckt.auth.door;

import io.colleckt.auth.testing.KeyServer;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;

/** Reports what it has found, as GitHub's secret scanning does. */
record Scanner(House house, KeyServer github) {
  static final String URL = "https://github.com/octocat/Hello-World/blob/1234560/foo.txt";
  private static final String PATH = "/v1/leaks/github";

  /** One token, found in the content of a repository. */
  static JsonObject match(String token) {
    return new JsonObject()
        .put("token", token)
        .put("type", "colleckt_api_token")
        .put("url", URL)
        .put("source", "content");
  }

  /** Sends a report that GitHub has signed. */
  HttpResponse<String> report(String body) throws Exception {
    return report(body, github.signed(body));
  }

  /** Sends whatever claims to be one; again while it is answered 503. */
  HttpResponse<String> report(String body, List<String> headers) throws Exception {
    return house.send(request(body, headers));
  }

  /** The first answer, whatever it is. */
  HttpResponse<String> once(String body, List<String> headers) throws Exception {
    return house.once(request(body, headers));
  }

  /** One that GitHub has signed, to be sent. */
  HttpRequest.Builder request(String body) {
    return request(body, github.signed(body));
  }

  private HttpRequest.Builder request(String body, List<String> headers) {
    HttpRequest.Builder request =
        house
            .request(PATH, null)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    for (int i = 0; i < headers.size(); i += 2) {
      request.header(headers.get(i), headers.get(i + 1));
    }
    return request;
  }
}
