package io.colleckt.auth.takeover;

import io.colleckt.auth.cli.Failure;
import io.colleckt.auth.cli.Transport;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * An address that lets tokens in or does not: 401 is a refusal, an answer below 300, or 403 to 422,
 * means that the token was let in whatever came of the request; a redirection, too many requests or
 * a failure says nothing.
 */
final class Door {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Transport transport;

  /** What it says of a token. */
  enum Word {
    ACCEPTED,
    REFUSED,
    NOTHING
  }

  Door(URI address) {
    this.transport = new Transport(address);
  }

  /** Presents the token once. Blocks, ten seconds at most for the way there and for the answer. */
  Word ask(PresentedTokens.Presented token) {
    HttpRequest.Builder request =
        transport
            .request("")
            .timeout(PATIENCE)
            .header("Accept", "application/json")
            .header("Authorization", "Bearer " + token.plainText());
    try {
      return word(transport.send(request, BodyHandlers.discarding()).statusCode());
    } catch (Failure e) {
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
