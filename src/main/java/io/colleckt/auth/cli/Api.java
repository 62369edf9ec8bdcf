package io.colleckt.auth.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.regex.Pattern;

/** The API of a running service, as somebody who has signed in; signs out when closed. */
final class Api implements AutoCloseable {
  private static final String SESSION = "/v1/session";

  /** A proxy before the service may set others. */
  private static final Pattern SESSION_COOKIE = Pattern.compile("(__Host-)?colleckt_session=.+");

  private static final int UNPROCESSABLE = 422;
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  /** A signal may interrupt the first, and a busy node refuse another. */
  private static final int SIGN_OUTS = 5;

  private final Transport transport;
  private final String cookie;
  private final String csrfToken;

  private Api(Transport transport, String cookie, String csrfToken) {
    this.transport = transport;
    this.cookie = cookie;
    this.csrfToken = csrfToken;
  }

  /**
   * Signs in.
   *
   * @param credentials the body of the call
   * @throws Failure when the service does not answer, or not like this one, or refuses
   */
  static Api signIn(Transport transport, ObjectNode credentials) {
    HttpResponse<String> answer =
        transport.send(
            transport
                .request(SESSION)
                .timeout(Transport.PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(credentials.toString())),
            BodyHandlers.ofString());
    if (answer.statusCode() == UNPROCESSABLE) {
      String reason = Refusal.of(UNPROCESSABLE, answer.body()).getMessage();
      throw new Failure(Exit.REFUSED, "Not signed in: " + reason);
    }
    String csrfToken = json(answer).path("csrf_token").asText();
    Optional<String> cookie =
        answer.headers().allValues("Set-Cookie").stream()
            .map(one -> one.split(";", 2)[0])
            .filter(one -> SESSION_COOKIE.matcher(one).matches())
            .findFirst();
    if (cookie.isEmpty() || csrfToken.isEmpty()) {
      throw noneOfOurs();
    }
    return new Api(transport, cookie.get(), csrfToken);
  }

  /** The answer to a question that changes nothing. */
  JsonNode get(String path) {
    return json(transport.send(request(path).GET(), BodyHandlers.ofString()));
  }

  /** The answer to a change. */
  JsonNode post(String path, JsonNode body) {
    HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
    return json(
        transport.send(
            request.POST(BodyPublishers.ofString(body.toString())), BodyHandlers.ofString()));
  }

  /** The answer to a removal. */
  JsonNode delete(String path) {
    return json(transport.send(request(path).DELETE(), BodyHandlers.ofString()));
  }

  /**
   * What the service sends without end; to be closed.
   *
   * @param lastEventId where it is to go on; empty = from now on
   */
  InputStream listen(String path, Optional<String> lastEventId) {
    HttpRequest.Builder request =
        transport.request(path).header("Cookie", cookie).header("Accept", "text/event-stream");
    lastEventId.ifPresent(id -> request.header("Last-Event-ID", id));
    HttpResponse<InputStream> answer = transport.send(request, BodyHandlers.ofInputStream());
    if (answer.statusCode() != OK) {
      throw Refusal.of(answer.statusCode(), "");
    }
    return answer.body();
  }

  private HttpRequest.Builder request(String path) {
    return transport
        .request(path)
        .timeout(Transport.PATIENCE)
        .header("Cookie", cookie)
        .header("X-CSRF-Token", csrfToken);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    if (answer.statusCode() / 100 != 2) {
      throw Refusal.of(answer.statusCode(), answer.body());
    }
    try {
      return Output.JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw noneOfOurs();
    }
  }

  private static Failure noneOfOurs() {
    return new Failure(Exit.FAILED, "This is no Colleckt Auth: check the address (--url).");
  }

  /**
   * Ends the session, in an interrupted thread too; one that cannot be ended now ends by itself.
   */
  @Override
  public void close() {
    boolean interrupted = false;
    boolean over = false;
    for (int attempt = 0; attempt < SIGN_OUTS && !over; attempt++) {
      interrupted |= Thread.interrupted();
      over = signOut();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether another attempt would change nothing. */
  private boolean signOut() {
    try {
      return transport.send(request(SESSION).DELETE(), BodyHandlers.discarding()).statusCode()
          != UNAVAILABLE;
    } catch (Failure e) {
      return !Thread.currentThread().isInterrupted(); // What the command had to say has been said.
    }
  }
}
