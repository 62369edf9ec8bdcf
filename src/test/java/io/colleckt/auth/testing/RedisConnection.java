package io.colleckt.auth.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A plain RESP2 connection for tests: one command, one reply, no library in between. */
public final class RedisConnection implements AutoCloseable {
  private static final int REPLY_LIMIT_MILLIS = 5_000;

  private static final byte[] CRLF = {'\r', '\n'};

  private final Socket socket;
  private final InputStream in;

  private RedisConnection(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** Connects, with the user and the password of the URL if it has them. */
  public static RedisConnection connect(String url) throws IOException {
    URI uri = URI.create(url);
    Socket socket = new Socket(uri.getHost(), uri.getPort());
    socket.setSoTimeout(REPLY_LIMIT_MILLIS);
    RedisConnection connection = new RedisConnection(socket);
    if (uri.getUserInfo() != null) {
      String[] user = uri.getUserInfo().split(":", 2);
      connection.command("AUTH", user[0].isEmpty() ? "default" : user[0], user[1]);
    }
    return connection;
  }

  /**
   * Sends a command and returns its reply: a string, a {@code Long}, a list, or null.
   *
   * @throws IOException with the message of an error reply, or if there is none in five seconds
   */
  public Object command(String... words) throws IOException {
    byte[][] bytes = new byte[words.length][];
    for (int i = 0; i < words.length; i++) {
      bytes[i] = words[i].getBytes(StandardCharsets.UTF_8);
    }
    return commands(List.<byte[][]>of(bytes)).get(0);
  }

  /** Sends many commands at once, each as its words; their replies in that order. */
  public List<Object> commands(List<byte[][]> commands) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[][] words : commands) {
      out.writeBytes(("*" + words.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
      for (byte[] word : words) {
        out.writeBytes(("$" + word.length + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(word);
        out.writeBytes(CRLF);
      }
    }
    out.writeTo(socket.getOutputStream());
    List<Object> replies = new ArrayList<>();
    for (int i = 0; i < commands.size(); i++) {
      replies.add(reply());
    }
    return replies;
  }

  private Object reply() throws IOException {
    String line = line();
    String rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '+' -> rest;
      case ':' -> Long.valueOf(rest);
      case '$' -> bulk(Integer.parseInt(rest));
      case '*' -> array(Integer.parseInt(rest));
      default -> throw new IOException(rest);
    };
  }

  private String bulk(int length) throws IOException {
    if (length < 0) {
      return null;
    }
    String text = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    in.skipNBytes(2);
    return text;
  }

  private List<Object> array(int length) throws IOException {
    List<Object> replies = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      replies.add(reply());
    }
    return replies;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\r'; c = in.read()) {
      if (c < 0) {
        throw new IOException("Redis has closed the connection.");
      }
      line.append((char) c);
    }
    in.skipNBytes(1);
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
