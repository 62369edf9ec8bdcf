package io.colleckt.auth.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** What is written to a client of the live tail (WHATWG HTML, section 9.2.6). */
final class TailEvents {
  private static final int RETRY_MILLIS = 2_000;

  private TailEvents() {}

  /** Where it begins, so that whoever is cut before the first event misses nothing. */
  static Buffer start(TailPosition position) {
    return Buffer.buffer("retry: " + RETRY_MILLIS + "\nid: " + position + "\n\n");
  }

  /** Nothing has happened, and up to where. */
  static Buffer heartbeat(TailPosition position) {
    return Buffer.buffer(":\nid: " + position + "\n\n");
  }

  /** One row, as JSON. */
  static Buffer row(TailPosition position, String json) {
    return Buffer.buffer("id: " + position + "\ndata: " + json + "\n\n");
  }

  /** So many rows were left out. */
  static Buffer skipped(TailPosition position, long count) {
    return named("skipped", position, new JsonObject().put("count", count));
  }

  /** Not all of what was recorded between these times follows. */
  static Buffer gap(TailPosition position, Instant from, Instant until) {
    JsonObject times = new JsonObject().put("from", from.toString()).put("until", until.toString());
    return named("gap", position, times);
  }

  private static Buffer named(String event, TailPosition position, JsonObject data) {
    return Buffer.buffer(
        "event: " + event + "\nid: " + position + "\ndata: " + data.encode() + "\n\n");
  }
}
