package io.colleckt.auth.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/** What an answer other than 2xx means for whoever has asked. */
final class Refusal {
  private static final int LONGEST = 500;

  private Refusal() {}

  /** How a command ends that was answered so. */
  static Failure of(int status, String body) {
    String message = message(status, body);
    return switch (status) {
      case 400, 413, 415, 422 -> new Failure(Exit.MISUSED, message);
      case 401 ->
          new Failure(Exit.REFUSED, "The session has ended or was never one: sign in again.");
      case 403 -> new Failure(Exit.REFUSED, "Refused: " + message);
      case 404, 405, 409 -> new Failure(Exit.FAILED, message);
      case 408, 429 -> new Failure(Exit.UNANSWERED, message + " Try again later.");
      default ->
          status >= 500
              ? new Failure(Exit.UNANSWERED, message + " Try again.")
              : new Failure(Exit.FAILED, "This is no Colleckt Auth: it answers " + status + ".");
    };
  }

  private static String message(int status, String body) {
    JsonNode json = json(body);
    List<String> reasons = new ArrayList<>();
    json.path("errors").forEach(field -> field.forEach(one -> reasons.add(one.asText())));
    String message =
        reasons.isEmpty()
            ? json.path("message").asText("The service answers " + status + ".")
            : String.join(" ", reasons);
    String printable = Console.printable(message);
    return printable.length() > LONGEST ? printable.substring(0, LONGEST) + "…" : printable;
  }

  private static JsonNode json(String body) {
    try {
      JsonNode json = Output.JSON.readTree(body);
      return json == null ? MissingNode.getInstance() : json;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
