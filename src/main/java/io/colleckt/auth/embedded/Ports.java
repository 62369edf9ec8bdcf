package io.colleckt.auth.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.function.IntFunction;

/** Ports of the loopback interface. */
final class Ports {
  private static final int ATTEMPTS = 5;

  private Ports() {}

  /**
   * Starts a server on the port, or on a free one if that is 0. Between the choice and the start
   * another process can take a free port: then another one is chosen.
   */
  static <S> S onPort(int port, IntFunction<S> start) {
    for (int attempt = 1; ; attempt++) {
      int chosen = port == 0 ? free() : port;
      try {
        return start.apply(chosen);
      } catch (StoreFailed e) {
        if (port != 0 || attempt == ATTEMPTS || !isTaken(chosen)) {
          throw e;
        }
      }
    }
  }

  private static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new StoreFailed("No free port on the loopback interface: " + e.getMessage(), e);
    }
  }

  private static boolean isTaken(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return !socket.isBound();
    } catch (IOException e) {
      return true;
    }
  }
}
