package io.colleckt.auth.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code activity tail}. A connection that is lost is made anew and goes on where it was, with a
 * new session when the old one has ended, as sessions do.
 */
@Command(name = "tail", description = "Writes calls as they are recorded, until it is stopped.")
final class ActivityTail implements Callable<Integer> {
  /** So long it tries to come back. */
  private static final long PATIENCE_SECONDS = 60;

  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** So long a sign-out may take once it is stopped. */
  private static final Duration PARTING = Duration.ofSeconds(3);

  private final Console console;

  @Mixin private Member member;
  @Mixin private Output output;

  @Option(
      names = "--token",
      paramLabel = "ID",
      converter = TokenId.class,
      description = "Only calls of this token.")
  private Long token;

  @Option(names = "--outcome", paramLabel = "OUTCOME", description = "Only accepted, expired, …")
  private String outcome;

  @Option(
      names = "--environment",
      paramLabel = "ENVIRONMENT",
      description = "Only calls of production or sandbox.")
  private String environment;

  @Option(names = "--rows", paramLabel = "ROWS", description = "End after so many rows.")
  private long rows = Long.MAX_VALUE;

  private long told;
  private Optional<String> lastId = Optional.empty();
  private volatile InputStream stream = InputStream.nullInputStream();

  ActivityTail(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Transport transport = member.transport(console);
    ObjectNode credentials = member.credentials(console);
    Thread reader = Thread.currentThread();
    try (StopSignal stop = new StopSignal(PARTING, () -> wake(reader))) {
      follow(transport, credentials, stop);
    }
    return Exit.DONE;
  }

  private void follow(Transport transport, ObjectNode credentials, StopSignal stop) {
    long heard = System.nanoTime();
    boolean connected = false;
    boolean goesOn = told < rows;
    while (goesOn) {
      try (Api api = Api.signIn(transport, credentials)) {
        listen(api, stop);
        connected = true;
        heard = System.nanoTime();
      } catch (Failure e) {
        long silent = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - heard);
        boolean mayCome = connected && e.exit() == Exit.UNANSWERED && silent < PATIENCE_SECONDS;
        if (!mayCome && !stop.isGiven()) {
          throw e;
        }
      }
      goesOn = told < rows && stop.rest(PAUSE);
    }
  }

  /** Until the stream ends, by itself or not. */
  private void listen(Api api, StopSignal stop) {
    try (InputStream bytes = api.listen(path(), lastId);
        EventLines events = new EventLines(bytes)) {
      stream = bytes;
      try {
        Optional<EventLines.Event> event = events.next();
        while (event.isPresent()) {
          tell(event.get());
          lastId = events.lastId();
          event = told < rows && !stop.isGiven() ? events.next() : Optional.empty();
        }
      } finally {
        lastId = events.lastId().or(() -> lastId);
      }
    } catch (IOException e) {
      if (!stop.isGiven()) {
        console.note("colleckt: The connection was lost; it is made anew.");
      }
    }
  }

  /** Lets the reader wait for nothing any more: some JDKs need both. */
  private void wake(Thread reader) {
    try {
      stream.close();
    } catch (IOException e) {
      // It is not read from any more, either way.
    }
    reader.interrupt();
  }

  private String path() {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("token_id", token == null ? null : token.toString());
    query.put("outcome", outcome);
    query.put("environment", environment);
    return TokenList.path("/v1/activity/stream", query);
  }

  private void tell(EventLines.Event event) throws IOException {
    JsonNode data = Output.JSON.readTree(event.data());
    if (event.name().isEmpty()) {
      output.tell(console, data, line(data));
      told++;
    } else if (event.name().equals("skipped")) {
      console.note("colleckt: " + data.path("count").asLong() + " rows were left out.");
    } else if (event.name().equals("gap")) {
      console.note(
          "colleckt: Not all is told from %s to %s."
              .formatted(data.path("from").asText(), data.path("until").asText()));
    }
  }

  private static String line(JsonNode row) {
    String calls = row.path("calls").asLong() == 1 ? "" : "  ×" + row.path("calls").asLong();
    return "%s  %-8s  %-12s  %-15s  %s %s%s"
        .formatted(
            text(row, "at"),
            row.path("token_id").asText(),
            text(row, "outcome"),
            row.path("address").isNull() ? "several" : text(row, "address"),
            text(row, "method"),
            text(row, "path"),
            calls);
  }

  private static String text(JsonNode of, String field) {
    return Console.printable(of.path(field).asText());
  }
}
