package io.colleckt.auth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals to servers that tests have started, by process id. */
public final class Processes {
  private Processes() {}

  /** Freezes the process; what is sent to it waits. */
  public static void freeze(long pid) {
    signal("STOP", pid);
  }

  public static void thaw(long pid) {
    signal("CONT", pid);
  }

  /** Tells a server to read its settings again. */
  static void reload(long pid) {
    signal("HUP", pid);
  }

  /** What Ctrl-C does. */
  public static void interrupt(long pid) {
    signal("INT", pid);
  }

  /** Asks it to end. */
  public static void terminate(long pid) {
    signal("TERM", pid);
  }

  /** Kills the process, and returns when it is gone. */
  public static void kill(long pid) {
    ProcessHandle.of(pid).filter(ProcessHandle::destroyForcibly).ifPresent(p -> p.onExit().join());
  }

  private static void signal(String name, long pid) {
    try {
      int exit = new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid).start().waitFor();
      if (exit != 0 && ProcessHandle.of(pid).isPresent()) {
        throw new IllegalStateException("SIG" + name + " does not reach process " + pid);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
