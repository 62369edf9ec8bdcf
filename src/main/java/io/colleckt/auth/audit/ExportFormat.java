package io.colleckt.auth.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * The lines of an exported audit log, each one JSON object: the opening with the workspace's id, a
 * line a row, and the head, without which an export is not whole. There is one way only to write a
 * line, so that whatever is changed in it shows.
 */
public final class ExportFormat {
  /** The version of the format that is written and read here. */
  public static final int VERSION = 1;

  private static final String NAME = "colleckt-audit";
  private static final JsonFactory JSON = new JsonFactory();

  private ExportFormat() {}

  /** What the opening says. */
  public record Opening(int version, int workspaceId) {}

  /** The first line. */
  public static String opening(int workspaceId) {
    return opening(new Opening(VERSION, workspaceId));
  }

  private static String opening(Opening opening) {
    return new JsonObject()
        .put("format", NAME)
        .put("version", opening.version)
        .put("workspace_id", opening.workspaceId)
        .encode();
  }

  /** The last line. */
  public static String head(int workspaceId, AuditHead head) {
    return new JsonObject()
        .put("head", new JsonObject().put("seq", head.seq()).put("hash", head.hash()))
        .put("workspace_id", workspaceId)
        .put("version", VERSION)
        .encode();
  }

  /** The line of a row. What was before and after stands there as it is stored. */
  public static String row(AuditRow row) {
    AuditRow.Author by = row.by();
    JsonObject first =
        new JsonObject()
            .put("seq", row.seq())
            .put("at", row.at() == null ? null : row.at().toString())
            .put("member", member(by))
            .put("action", row.action())
            .put("subject", row.subject())
            .put("address", by.address())
            .put("user_agent", by.userAgent());
    String last = new JsonObject().put("hash", row.hash()).encode();
    String open = first.encode();
    return open.substring(0, open.length() - 1)
        + ",\"before\":"
        + raw(row.before())
        + ",\"after\":"
        + raw(row.after())
        + ","
        + last.substring(1);
  }

  /** The opening in this line; empty = there is none in it. */
  public static Optional<Opening> readOpening(String line) {
    return read(line, ExportFormat::openingIn).filter(found -> opening(found).equals(line));
  }

  /** The row in this line; empty = there is none in it, or it was written by somebody else. */
  public static Optional<AuditRow> readRow(String line) {
    return read(line, json -> rowIn(json, line)).filter(found -> row(found).equals(line));
  }

  /** The head in this line; empty as above. */
  public static Optional<AuditHead> readHead(String line, int workspaceId) {
    return read(line, ExportFormat::headIn).filter(found -> head(workspaceId, found).equals(line));
  }

  private interface Reading<T> {
    T from(JsonObject json) throws IOException;
  }

  /** Whatever else may be wrong with a line shows when it is written anew and compared. */
  private static <T> Optional<T> read(String line, Reading<T> reading) {
    if (!line.startsWith("{")) {
      return Optional.empty();
    }
    try {
      return Optional.of(reading.from(new JsonObject(line)));
    } catch (DecodeException | ClassCastException | DateTimeException | IOException e) {
      return Optional.empty();
    }
  }

  private static Opening openingIn(JsonObject json) {
    return new Opening((int) number(json, "version"), (int) number(json, "workspace_id"));
  }

  private static AuditHead headIn(JsonObject json) {
    JsonObject head = json.getJsonObject("head", new JsonObject());
    return new AuditHead(number(head, "seq"), head.getString("hash"));
  }

  private static AuditRow rowIn(JsonObject json, String line) throws IOException {
    JsonObject member = json.getJsonObject("member");
    String at = json.getString("at");
    AuditRow.Author by =
        new AuditRow.Author(
            member == null ? null : member.getLong("id"),
            member == null ? null : member.getString("email"),
            json.getString("address"),
            json.getString("user_agent"));
    return new AuditRow(
        number(json, "seq"),
        at == null ? null : Instant.parse(at),
        by,
        json.getString("action"),
        json.getString("subject"),
        textOf(line, "before"),
        textOf(line, "after"),
        json.getString("hash"));
  }

  private static long number(JsonObject json, String field) {
    return json.getValue(field) instanceof Number number ? number.longValue() : -1;
  }

  private static JsonObject member(AuditRow.Author by) {
    return by.memberId() == null && by.email() == null
        ? null
        : new JsonObject().put("id", by.memberId()).put("email", by.email());
  }

  /** A text that would break the line, which this service never wrote, goes as a JSON string. */
  private static String raw(String text) {
    if (text == null) {
      return "null";
    }
    boolean fits = text.startsWith("{") && text.chars().noneMatch(character -> character < ' ');
    return fits ? text : Json.encode(text);
  }

  /** The value of a field, as it stands in the line. */
  private static String textOf(String line, String field) throws IOException {
    try (JsonParser parser = JSON.createParser(line)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = parser.currentName().equals(field);
        JsonToken value = parser.nextToken();
        int start = (int) parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        if (wanted && value == JsonToken.START_OBJECT) {
          return line.substring(start, (int) parser.currentLocation().getCharOffset());
        }
        if (wanted) {
          return value == JsonToken.VALUE_STRING ? parser.getText() : null;
        }
      }
      return null;
    }
  }
}
