package io.colleckt.auth.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code token list}: page by page, and written as it is read, however many there are. */
@Command(name = "list", description = "Lists the tokens, the newest first.")
final class TokenList implements Callable<Integer> {
  private static final int PAGE = 100;

  private final Console console;

  @Mixin private Member member;
  @Mixin private Output output;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "Only active, paused, expired or revoking ones.")
  private String status;

  @Option(
      names = "--environment",
      paramLabel = "ENVIRONMENT",
      description = "Only those of production or sandbox.")
  private String environment;

  @Option(names = "--name", paramLabel = "TEXT", description = "Only those named so or in part so.")
  private String name;

  TokenList(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("limit", String.valueOf(PAGE));
    query.put("status", status);
    query.put("environment", environment);
    query.put("q", name);
    if (!output.isJson()) {
      console.say(TokenText.HEADING);
    }
    try (Api api = member.signIn(console)) {
      JsonNode page = api.get(path("/v1/tokens", query));
      tell(page);
      while (page.path("next_cursor").isTextual()) {
        query.put("cursor", page.path("next_cursor").asText());
        page = api.get(path("/v1/tokens", query));
        tell(page);
      }
    }
    return Exit.DONE;
  }

  private void tell(JsonNode page) {
    page.path("data").forEach(token -> output.tell(console, token, TokenText.line(token)));
  }

  /** The path with those parameters that have a value. */
  static String path(String path, Map<String, String> query) {
    String text =
        query.entrySet().stream()
            .filter(one -> one.getValue() != null)
            .map(one -> one.getKey() + "=" + encoded(one.getValue()))
            .collect(Collectors.joining("&"));
    return text.isEmpty() ? path : path + "?" + text;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
