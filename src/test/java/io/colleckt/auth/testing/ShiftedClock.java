package io.colleckt.auth.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A wall clock that is off, for one program, by Debian's libfaketime. Time goes on at its pace;
 * only the hour is wrong. Programs that are linked statically do not notice it.
 */
public final class ShiftedClock {
  private static final Path LIBRARIES = Path.of("/usr/lib");
  private static final String LIBRARY = "faketime/libfaketime.so.1";
  private static final Path SERVER = Path.of("/usr/bin/redis-check-rdb");

  private ShiftedClock() {}

  /** The environment of a program whose clock is so far ahead, or behind if that is negative. */
  public static Map<String, String> environment(Duration ahead) {
    String seconds = String.format(Locale.ROOT, "%+.3f", ahead.toMillis() / 1000.0);
    return Map.of("LD_PRELOAD", library().toString(), "FAKETIME", seconds);
  }

  /**
   * As far behind as a clock can be whose machine has not run for long, an hour at most: the clock
   * that counts from the start of the machine is shifted with it, and must not become negative.
   */
  public static Duration behind() {
    try {
      String uptime = Files.readString(Path.of("/proc/uptime"));
      long seconds = (long) Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')));
      return Duration.ofSeconds(-Math.min(3600, seconds / 2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Debian's Redis server, which unlike the embedded one is linked dynamically. It lies in the
   * package of the tools, under the name of one of them, and goes by the name that it is called.
   */
  static Path redisServer() {
    return required(SERVER, "redis-tools");
  }

  /** What to run before a shell's {@code exec}: its allocator and the library do not agree. */
  static String preloading(Duration ahead) {
    Map<String, String> environment = environment(ahead);
    return "LD_PRELOAD='%s libc.so.6' FAKETIME=%s"
        .formatted(environment.get("LD_PRELOAD"), environment.get("FAKETIME"));
  }

  private static Path library() {
    try (Stream<Path> architectures = Files.list(LIBRARIES)) {
      return architectures
          .map(one -> one.resolve(LIBRARY))
          .filter(Files::exists)
          .findFirst()
          .orElseGet(() -> required(LIBRARIES.resolve(LIBRARY), "faketime"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path required(Path file, String debianPackage) {
    if (!Files.exists(file)) {
      throw new IllegalStateException("There is no " + file + ": apt-get install " + debianPackage);
    }
    return file;
  }
}
