package io.colleckt.auth.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code token create}: standard output gets the token and nothing else. */
@Command(
    name = "create",
    description = "Creates a token and writes it to standard output: the only time it is shown.")
final class TokenCreate implements Callable<Integer> {
  private static final Pattern LIMIT = Pattern.compile("([0-9]{1,9})/([0-9]{1,9})");

  private final Console console;

  @Mixin private Member member;
  @Mixin private Output output;

  @Parameters(paramLabel = "NAME", description = "What it is for, e.g. \"Production Integration\".")
  private String name;

  @Option(
      names = "--environment",
      paramLabel = "ENVIRONMENT",
      description = "production (the usual) or sandbox.")
  private String environment;

  @Option(
      names = "--ability",
      paramLabel = "ABILITY",
      description = "What it may do, once for each; everything when absent.")
  private List<String> abilities;

  @Option(
      names = "--allowed-ip",
      paramLabel = "ADDRESS",
      description = "From where, an address or a block, once for each; from anywhere when absent.")
  private List<String> allowedIps;

  @Option(
      names = "--rate-limit",
      paramLabel = "CALLS/SECONDS",
      description = "At most so many calls in so many seconds, e.g. 100/60.")
  private String rateLimit;

  @ArgGroup private Life life;

  /** How long it lives; 180 days when nothing is said. */
  static final class Life {
    @Option(names = "--expires-in-days", paramLabel = "DAYS", description = "180 when absent.")
    private Integer days;

    @Option(names = "--never-expires", description = "Where the workspace allows it.")
    private boolean never;
  }

  TokenCreate(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ObjectNode body = body();
    try (Api api = member.signIn(console)) {
      show(console, output, api.post("/v1/tokens", body));
    }
    return Exit.DONE;
  }

  /** What stands in the answer to a creation or a rotation. */
  static void show(Console console, Output output, JsonNode issued) {
    JsonNode token = issued.path("token");
    output.tell(console, issued, Console.printable(issued.path("plain_text_token").asText()));
    if (!output.isJson()) {
      String until = token.path("expires_at").asText("");
      console.note(
          "Token %s, \"%s\", %s. This is the only time it is shown."
              .formatted(
                  token.path("id").asText(),
                  Console.printable(token.path("name").asText()),
                  token.path("expires_at").isNull() ? "never expires" : "expires at " + until));
    }
  }

  private ObjectNode body() {
    ObjectNode body = Output.object().put("name", name);
    if (environment != null) {
      body.put("environment", environment);
    }
    putList(body, "abilities", abilities);
    putList(body, "allowed_ips", allowedIps);
    if (rateLimit != null) {
      body.set("rate_limit", limit());
    }
    if (life != null) {
      body.put("expires_in_days", life.never ? null : life.days);
    }
    return body;
  }

  private ObjectNode limit() {
    Matcher limit = LIMIT.matcher(rateLimit);
    if (!limit.matches()) {
      throw new Failure(Exit.MISUSED, "--rate-limit takes CALLS/SECONDS, e.g. 100/60.");
    }
    return Output.object()
        .put("limit", Integer.parseInt(limit.group(1)))
        .put("window_seconds", Integer.parseInt(limit.group(2)));
  }

  private static void putList(ObjectNode body, String field, List<String> values) {
    if (values != null) {
      ArrayNode list = body.putArray(field);
      values.forEach(list::add);
    }
  }
}
