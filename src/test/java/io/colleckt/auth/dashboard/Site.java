package io.colleckt.auth.dashboard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A site of somebody else on this machine, which shows one page at every address. */
final class Site implements AutoCloseable {
  private final HttpServer server;
  private final String html;
  private final String policy;

  /**
   * @param policy its Content-Security-Policy
   */
  Site(String html, String policy) throws IOException {
    this.html = html;
    this.policy = policy;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::send);
    server.start();
  }

  /**
   * Its origin.
   *
   * @param host {@code 127.0.0.1} or {@code localhost}
   */
  String at(String host) {
    return "http://" + host + ":" + server.getAddress().getPort();
  }

  private void send(HttpExchange exchange) throws IOException {
    byte[] body = html.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.getResponseHeaders().set("Content-Security-Policy", policy);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
