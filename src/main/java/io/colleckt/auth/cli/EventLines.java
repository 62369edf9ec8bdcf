package io.colleckt.auth.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads server-sent events (WHATWG HTML, section 9.2.6), as far as this service sends them. Not
 * thread-safe.
 */
final class EventLines implements AutoCloseable {
  private final BufferedReader lines;
  private String lastId;

  EventLines(InputStream in) {
    this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /**
   * What has happened.
   *
   * @param name empty for a row of the log
   */
  record Event(String name, String data) {}

  /** Waits for the next event; empty when the stream has ended. */
  Optional<Event> next() throws IOException {
    String name = "";
    String id = lastId;
    StringBuilder data = new StringBuilder();
    String line = lines.readLine();
    while (line != null) {
      if (line.isEmpty()) {
        lastId = id; // not before: the connection may be cut between an id and its data
        if (!data.isEmpty()) {
          return Optional.of(new Event(name, data.toString()));
        }
      } else if (line.startsWith("id: ")) {
        id = line.substring("id: ".length());
      } else if (line.startsWith("event: ")) {
        name = line.substring("event: ".length());
      } else if (line.startsWith("data: ")) {
        data.append(line, "data: ".length(), line.length());
      }
      line = lines.readLine();
    }
    return Optional.empty();
  }

  /** How far it has come. */
  Optional<String> lastId() {
    return Optional.ofNullable(lastId);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
