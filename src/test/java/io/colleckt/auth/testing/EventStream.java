package io.colleckt.auth.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A reader of server-sent events, as a browser's {@code EventSource} reads them. */
public final class EventStream implements AutoCloseable {
  /**
   * One event.
   *
   * @param name empty = none was given
   */
  public record Event(String id, String name, String data) {}

  private final HttpResponse<InputStream> response;
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private volatile String lastId = "";
  private final AtomicInteger comments = new AtomicInteger();
  private volatile boolean ended;
  private volatile boolean broken;

  private EventStream(HttpResponse<InputStream> response) {
    this.response = response;
    Thread reader = new Thread(this::read, "events");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Begins to read.
   *
   * @param lastId as {@code Last-Event-ID}; null = none
   */
  public static EventStream open(URI uri, String cookie, String lastId) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Cookie", cookie);
    if (lastId != null) {
      request.header("Last-Event-ID", lastId);
    }
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    return new EventStream(client.send(request.build(), BodyHandlers.ofInputStream()));
  }

  public HttpResponse<InputStream> response() {
    return response;
  }

  /** What has come so far. */
  public List<Event> events() {
    return events;
  }

  /** What has come so far by that name; the empty string for events without one. */
  public List<Event> events(String name) {
    return events.stream().filter(event -> event.name().equals(name)).toList();
  }

  /** What is to be sent as {@code Last-Event-ID}. */
  public String lastId() {
    return lastId;
  }

  /** How many comments have come. */
  public int comments() {
    return comments.get();
  }

  /** Whether the answer is over, in whatever way. */
  public boolean isOver() {
    return ended || broken;
  }

  /** Whether the answer has come to its regular end. */
  public boolean hasEnded() {
    return ended;
  }

  @Override
  public void close() throws IOException {
    response.body().close();
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      while (readBlock(lines)) {
        // the next one
      }
      ended = true;
    } catch (IOException | UncheckedIOException e) {
      broken = true;
    }
  }

  private boolean readBlock(BufferedReader lines) throws IOException {
    String name = "";
    String data = "";
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty()) {
        if (!data.isEmpty()) {
          events.add(new Event(lastId, name, data));
        }
        return true;
      } else if (line.startsWith(":")) {
        comments.incrementAndGet();
      } else if (line.startsWith("id: ")) {
        lastId = line.substring("id: ".length());
      } else if (line.startsWith("event: ")) {
        name = line.substring("event: ".length());
      } else if (line.startsWith("data: ")) {
        data = line.substring("data: ".length());
      }
    }
    return false;
  }
}
