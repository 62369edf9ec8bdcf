package io.colleckt.auth.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The CPU time that processes have used so far, user and system, as Linux counts it ({@code
 * proc(5)}): in hundredths of a second.
 */
final class CpuClock {
  private static final double MICROS_A_TICK = 10_000;
  private static final Path PROC = Path.of("/proc");
  // Linux keeps 15 characters of a thread's name.
  private static final String EVENT_LOOP = "vert.x-eventloo";
  private static final String BACKGROUND = "background";

  private CpuClock() {}

  /** Microseconds of a process, its children, and those of its children that have ended. */
  static double ofProcess(long pid) {
    LongStream children =
        ProcessHandle.of(pid).stream()
            .flatMap(ProcessHandle::descendants)
            .mapToLong(ProcessHandle::pid);
    long ticks =
        LongStream.concat(LongStream.of(pid), children)
            .map(each -> ticks(PROC.resolve(each + "/stat"), 4))
            .sum();
    return ticks * MICROS_A_TICK;
  }

  /** Microseconds of the event loops of a Vert.x process, but for that of the background. */
  static double ofEventLoops(long pid) {
    return ofThreads(pid, EVENT_LOOP);
  }

  /** Microseconds of the event loop that answers no checks. */
  static double ofBackground(long pid) {
    return ofThreads(pid, BACKGROUND);
  }

  private static double ofThreads(long pid, String name) {
    try (Stream<Path> threads = Files.list(PROC.resolve(pid + "/task"))) {
      List<Path> loops = threads.filter(thread -> isCalled(thread, name)).toList();
      return loops.stream().mapToLong(loop -> ticks(loop.resolve("stat"), 2)).sum() * MICROS_A_TICK;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isCalled(Path thread, String name) {
    return read(thread.resolve("comm")).startsWith(name);
  }

  /** The first so many of: user, system, user of ended children, system of these. */
  private static long ticks(Path stat, int fields) {
    String text = read(stat);
    if (text.isEmpty()) {
      return 0;
    }
    // "pid (name) state …": the user time is the twelfth field after the name.
    String[] words = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
    return Stream.of(words).skip(11).limit(fields).mapToLong(Long::parseLong).sum();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      return ""; // It has just ended.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
