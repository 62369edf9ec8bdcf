package io.colleckt.auth.takeover;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * An address that lets tokens in or does not: 401 is a refusal, an answer below 300, or 403 to 422,
 * means that the token was let in whatever came of the request; a redirection, too many requests or
 * a failure says nothing.
 */
final class Door {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  private final URI address;

  /** What it says of a token. */
  enum Word {
    ACCEPTED,
    REFUSED,
    NOTHING
  }

  Door(URI address) {
    this.address = address;
  }

  /** Presents the token once. Blocks, ten seconds at most. */
  Word ask(PresentedTokens.Presented token) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Accept", "application/json")
            .header("Authorization", "Bearer " + token.plainText())
            .GET()
            .build();
    try {
      HttpResponse<Void> answer = CLIENT.send(request, BodyHandlers.discarding());
      return word(answer.statusCode());
    } catch (IOException e) {
      return Word.NOTHING;
    }
  }

  static Word word(int status) {
    if (status == 401) {
      return Word.REFUSED;
    }
    boolean inside = status / 100 == 2 || (status >= 403 && status <= 422);
    return inside ? Word.ACCEPTED : Word.NOTHING;
  }
}
