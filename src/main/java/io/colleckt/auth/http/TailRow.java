package io.colleckt.auth.http;

import io.colleckt.auth.activity.RecordedCalls;
import io.vertx.core.buffer.Buffer;

/** A row on its way to several clients: made into JSON once, when the first of them wants it. */
final class TailRow {
  private final RecordedCalls row;
  private String json;

  TailRow(RecordedCalls row) {
    this.row = row;
  }

  long id() {
    return row.id();
  }

  RecordedCalls calls() {
    return row;
  }

  Buffer event(TailPosition position) {
    if (json == null) {
      json = ActivityJson.of(row).encode();
    }
    return TailEvents.row(position, json);
  }
}
