package io.colleckt.auth.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JavaType;
import io.colleckt.auth.bus.Envelope.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What nodes of a cluster say to each other: one byte with the version, one with the {@link Kind},
 * one with the length of the address, the address in ASCII, and the record as Smile, a binary form
 * of JSON. The address decides which record that is (see {@link WireTypes}); a message names no
 * classes.
 *
 * <p>What cannot be sent is replaced by a note with the reason, so that whoever waits learns of it
 * at once. What cannot be read becomes an {@link Unreadable}. Nothing here throws. Safe for use
 * from any thread.
 */
final class Wire {
  /** So long is the longest message, at its sender as at its receiver. */
  static final int MOST_BYTES = 8 << 20;

  private static final byte VERSION = 1;

  /** In the place of a kind: what follows is the reason why nothing was sent. */
  private static final byte NOTE = 'x';

  private static final int HEAD = 3;
  private static final int LONGEST_ADDRESS = 255;
  private static final int LONGEST_NOTE = 500;

  private Wire() {}

  /** How much a message may nest, and how long it may be. */
  static StreamReadConstraints constraints() {
    return StreamReadConstraints.builder()
        .maxNestingDepth(64)
        .maxStringLength(MOST_BYTES)
        .maxDocumentLength(MOST_BYTES)
        .build();
  }

  /** Why something of that length does not cross. */
  static String tooLarge(int length) {
    return "it has " + length + " bytes, more than " + MOST_BYTES;
  }

  /** The bytes of that message, or of the reason why they cannot be sent. */
  static byte[] encode(Envelope envelope, boolean secretsMayCross) {
    try {
      JavaType type = WireTypes.of(envelope.kind(), envelope.address());
      if (type == null) {
        return note(envelope, "it belongs into one process");
      }
      byte[] body = WireMapper.writer(type, secretsMayCross).writeValueAsBytes(envelope.body());
      byte[] address = envelope.address().getBytes(StandardCharsets.US_ASCII);
      int length = HEAD + address.length + body.length;
      return length > MOST_BYTES
          ? note(envelope, tooLarge(length))
          : message(envelope.kind().sign(), address, body);
    } catch (WithheldException e) {
      return note(envelope, "it holds a secret, and connections between nodes are not encrypted");
    } catch (IOException | RuntimeException e) {
      return note(envelope, "it cannot be written: " + said(e));
    }
  }

  /** The message in these bytes. */
  static Envelope decode(byte[] bytes) {
    if (bytes.length < HEAD) {
      return Envelope.unreadable("it is cut off");
    }
    if (bytes[0] != VERSION) {
      int version = bytes[0] & 0xff;
      return Envelope.unreadable("it is of version " + version + ", this node reads " + VERSION);
    }
    if (bytes[1] == NOTE) {
      return Envelope.unreadable("it was not sent: " + noteIn(bytes));
    }
    int end = HEAD + (bytes[2] & 0xff);
    if (end > bytes.length) {
      return Envelope.unreadable("it is cut off");
    }
    String address = new String(bytes, HEAD, end - HEAD, StandardCharsets.US_ASCII);
    return body(kindOf(bytes[1]), address, bytes, end);
  }

  private static Envelope body(Kind kind, String address, byte[] bytes, int start) {
    JavaType type = kind == null ? null : WireTypes.of(kind, address);
    if (type == null) {
      return Envelope.unreadable("nothing like it is known here");
    }
    try {
      Record body = WireMapper.reader(type).readValue(bytes, start, bytes.length - start);
      return body == null
          ? Envelope.unreadable("it is empty")
          : Envelope.fromAfar(kind, address, body);
    } catch (IOException | RuntimeException e) {
      return Envelope.unreadable("it is broken: " + said(e));
    }
  }

  private static Kind kindOf(byte sign) {
    return Arrays.stream(Kind.values()).filter(kind -> kind.sign() == sign).findAny().orElse(null);
  }

  private static byte[] note(Envelope envelope, String why) {
    Complaints.add("A message of " + envelope.address() + " was not sent: " + why + ".");
    byte[] text = why.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[2 + Math.min(LONGEST_NOTE, text.length)];
    bytes[0] = VERSION;
    bytes[1] = NOTE;
    System.arraycopy(text, 0, bytes, 2, bytes.length - 2);
    return bytes;
  }

  /** It ends up in logs, so neither its length nor a line break is its sender's choice. */
  private static String noteIn(byte[] bytes) {
    int length = Math.min(LONGEST_NOTE, bytes.length - 2);
    return new String(bytes, 2, length, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
  }

  private static byte[] message(byte sign, byte[] address, byte[] body) {
    if (address.length > LONGEST_ADDRESS) {
      throw new IllegalArgumentException("The address is too long.");
    }
    byte[] bytes = new byte[HEAD + address.length + body.length];
    bytes[0] = VERSION;
    bytes[1] = sign;
    bytes[2] = (byte) address.length;
    System.arraycopy(address, 0, bytes, HEAD, address.length);
    System.arraycopy(body, 0, bytes, HEAD + address.length, body.length);
    return bytes;
  }

  /** What went wrong, without what the message says. */
  private static String said(Exception e) {
    return e instanceof JsonProcessingException json && json.getLocation() != null
        ? e.getClass().getSimpleName() + " at byte " + json.getLocation().getByteOffset()
        : e.getClass().getSimpleName();
  }
}
