package io.colleckt.auth.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A client that sends exactly the bytes it is told to, also those that no HTTP client would. */
public final class RawHttp implements AutoCloseable {
  private final Socket socket;

  /** Connects to that port on loopback. */
  public RawHttp(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
  }

  /** Connects from an address of this machine to that port on loopback. */
  public RawHttp(InetAddress from, int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port, from, 0);
    socket.setTcpNoDelay(true);
  }

  /**
   * What came back.
   *
   * @param closed whether the server closed the connection
   */
  public record Received(String text, boolean closed) {
    /** The first status, or 0 when there was no answer. */
    public int status() {
      return text.startsWith("HTTP/1.") ? Integer.parseInt(text.substring(9, 12)) : 0;
    }

    /** The values of a header of the first answer. */
    public List<String> header(String name) {
      String head = text.substring(0, text.indexOf("\r\n\r\n"));
      return head.lines()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .toList();
    }

    /** What follows the headers of the first answer. */
    public String body() {
      return text.substring(text.indexOf("\r\n\r\n") + 4);
    }
  }

  /** Sends the text in ISO 8859-1 over a connection of its own and reads for that long at most. */
  public static Received exchange(int port, String request, Duration patience) throws IOException {
    try (RawHttp http = new RawHttp(port)) {
      http.send(request);
      return http.receive(patience);
    }
  }

  /** Sends the text in ISO 8859-1. */
  public void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** Reads until the server closes the connection, or for that long. */
  public Received receive(Duration patience) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long end = System.nanoTime() + patience.toNanos();
    boolean closed = false;
    while (!closed && end - System.nanoTime() > 0) {
      closed = !read(bytes, end);
    }
    return new Received(bytes.toString(StandardCharsets.ISO_8859_1), closed);
  }

  private boolean read(ByteArrayOutputStream bytes, long endNanos) throws IOException {
    InputStream in = socket.getInputStream();
    byte[] part = new byte[8192];
    socket.setSoTimeout((int) Math.max(1, (endNanos - System.nanoTime()) / 1_000_000));
    try {
      int length = in.read(part);
      bytes.write(part, 0, Math.max(0, length));
      return length >= 0;
    } catch (SocketTimeoutException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
