package io.colleckt.auth.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The option {@code --output}, and how a result is written accordingly. */
public final class Output {
  static final ObjectMapper JSON = new ObjectMapper();

  /** The control characters that JSON allows within its texts. */
  private static final Pattern CONTROLS = Pattern.compile("[\\u007f-\\u009f]");

  @Option(
      names = "--output",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text (the usual), or json: one object a line.")
  private Format format = Format.text;

  /** Whether programs are to read it. */
  public boolean isJson() {
    return format == Format.json;
  }

  /** Writes one result: as an object, or as a text whose foreign parts are printable. */
  public void tell(Console console, JsonNode object, String text) {
    console.say(isJson() ? line(object) : text);
  }

  /** An empty object, to be filled. */
  public static ObjectNode object() {
    return JSON.createObjectNode();
  }

  private static String line(JsonNode object) {
    try {
      return CONTROLS
          .matcher(JSON.writeValueAsString(object))
          .replaceAll(one -> String.format("\\\\u%04x", (int) one.group().charAt(0)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
