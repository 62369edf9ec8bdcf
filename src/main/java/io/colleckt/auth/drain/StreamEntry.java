package io.colleckt.auth.drain;

import io.colleckt.auth.activity.Calls;
import io.colleckt.auth.activity.EntryFormat;
import io.colleckt.auth.activity.MalformedEntryException;
import io.colleckt.auth.activity.Poison;
import io.colleckt.auth.token.StreamPosition;
import io.vertx.redis.client.Response;
import java.util.HexFormat;
import java.util.List;

/** One entry as Redis gives it: its id, and its fields, name and value by turns. */
record StreamEntry(StreamPosition position, Response fields) {

  static StreamEntry of(Response entry) {
    return new StreamEntry(StreamPosition.parse(entry.get(0).toString()), entry.get(1));
  }

  /** What was judged. */
  List<Calls> calls() throws MalformedEntryException {
    return EntryFormat.read(field("v"), field("c"));
  }

  /** It as something that cannot be read. */
  Poison poison(String reason) {
    StringBuilder hex = new StringBuilder();
    for (int i = 1; i < fields.size(); i += 2) {
      hex.append(HexFormat.of().formatHex(fields.get(i).toBytes()));
    }
    return new Poison(position, hex.toString(), reason);
  }

  /** Its length in bytes, without names. */
  int length() {
    int length = 0;
    for (int i = 1; i < fields.size(); i += 2) {
      length += fields.get(i).toBytes().length;
    }
    return length;
  }

  private byte[] field(String name) throws MalformedEntryException {
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      if (fields.get(i).toString().equals(name)) {
        return fields.get(i + 1).toBytes();
      }
    }
    throw new MalformedEntryException("It has no field " + name + ".");
  }
}
