package io.colleckt.auth.bus;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.smile.databind.SmileMapper;
import io.colleckt.auth.bus.Envelope.Kind;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Messages as another node may send them, whatever its version or its intentions. */
final class Forged {
  private static final SmileMapper PLAIN = new SmileMapper();
  private static final int HEAD = 3;

  private Forged() {}

  /** What a message with this content is taken for. */
  static Record decode(Kind kind, String address, Object content) throws IOException {
    return decode(kind, address, PLAIN.writeValueAsBytes(content));
  }

  /** The same with these bytes for the content. */
  static Record decode(Kind kind, String address, byte[] content) {
    Buffer buffer = Buffer.buffer().appendByte((byte) 1).appendByte(kind.sign());
    buffer.appendByte((byte) address.length());
    buffer.appendBytes(address.getBytes(StandardCharsets.US_ASCII)).appendBytes(content);
    return Wire.decode(buffer.getBytes()).body();
  }

  /** The content of an honest message, to be changed. */
  static Map<String, Object> content(Envelope envelope) throws IOException {
    byte[] bytes = Wire.encode(envelope, true);
    int start = HEAD + envelope.address().length();
    return PLAIN.readValue(bytes, start, bytes.length - start, new TypeReference<>() {});
  }

  /** The content of that field. */
  @SuppressWarnings("unchecked") // Objects are read as maps.
  static Map<String, Object> within(Map<String, Object> content, String field) {
    return (Map<String, Object>) content.get(field);
  }
}
