package io.colleckt.auth.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** Brings requests to the service. Redirects are not followed: what is sent may be secret. */
public final class Transport {
  private static final Duration CONNECTING = Duration.ofSeconds(10);

  /** Longer than any answer takes that is still to come. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final URI base;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECTING)
          .build();

  /**
   * To the service.
   *
   * @param base what the address of each request begins with
   */
  public Transport(URI base) {
    this.base = base;
  }

  /** A request for that path and query, to be completed. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).header("User-Agent", "colleckt-cli");
  }

  /**
   * Sends it and waits.
   *
   * @throws Failure when there is no answer
   */
  public <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body) {
    try {
      return client.send(request.build(), body);
    } catch (ConnectException e) {
      throw unanswered("Nobody answers at " + base + ": is the service running? (--url)");
    } catch (HttpTimeoutException e) {
      throw unanswered("No answer from " + base + " in time; try again.");
    } catch (IOException e) {
      String reason = e.getMessage() == null ? e.toString() : e.getMessage();
      throw unanswered("No answer from " + base + ": " + Console.printable(reason));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unanswered("Interrupted.");
    }
  }

  private static Failure unanswered(String message) {
    return new Failure(Exit.UNANSWERED, message);
  }
}
