package io.colleckt.auth.testing;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what tests have opened when their JVM ends, the last first. */
final class AtJvmEnd {
  private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(AtJvmEnd::closeAll, "test-stores-close"));
  }

  private AtJvmEnd() {}

  static synchronized void close(AutoCloseable resource) {
    OPEN.push(resource);
  }

  private static synchronized void closeAll() {
    for (AutoCloseable resource : OPEN) {
      try {
        resource.close();
      } catch (Exception e) {
        System.err.println("Not closed at the end of the tests: " + resource + ": " + e);
      }
    }
  }
}
