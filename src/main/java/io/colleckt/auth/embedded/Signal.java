package io.colleckt.auth.embedded;

import java.io.IOException;
import java.time.Duration;

/**
 * One step of stopping a server.
 *
 * @param name as the shell's {@code kill} knows it
 * @param patience how long the server may take to obey
 */
record Signal(String name, Duration patience) {
  /** Sends it. Failing to send is not an error: the process may have ended by itself. */
  void send(long pid) throws IOException {
    new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
