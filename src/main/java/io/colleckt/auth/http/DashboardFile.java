package io.colleckt.auth.http;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A file as it is sent. Not changed, so that all event loops share it.
 *
 * @param type the value of {@code Content-Type}
 * @param gzip the same compressed; absent (null) = that would not make it smaller
 * @param tag the value of {@code ETag}: a weak one, since both forms have the same
 */
record DashboardFile(String type, Buffer plain, Buffer gzip, String tag) {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");

  /**
   * @param name tells the type by its ending
   * @throws IllegalArgumentException when that is of no known type
   */
  static DashboardFile of(String name, byte[] bytes) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) {
      throw new IllegalArgumentException("Nobody knows the content type of " + name + ".");
    }
    String tag = "W/\"" + ContentHash.of(bytes).hex() + "\"";
    byte[] compressed = compress(bytes);
    boolean smaller = compressed.length < bytes.length;
    return new DashboardFile(
        type, Buffer.buffer(bytes), smaller ? Buffer.buffer(compressed) : null, tag);
  }

  private static byte[] compress(byte[] bytes) {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length);
    try (GZIPOutputStream gzip = new SmallestGzip(compressed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new IllegalStateException("Memory can be written to.", e);
    }
    return compressed.toByteArray();
  }

  /** Compressed once and sent often. */
  private static final class SmallestGzip extends GZIPOutputStream {
    SmallestGzip(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
