package io.colleckt.auth.bench;

import io.colleckt.auth.testing.ChangedService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The service as it would be if it put no call on record, for comparison: what its class path must
 * begin with. The Redis functions without the lines that end in {@code -- on record}, and the
 * request that calls them without the entry.
 */
final class RecordingOff {
  private static final String MARK = "-- on record";
  private static final String ENTRY = "byte[] entry = EntryFormat.write(checks);";
  private static final String NO_ENTRY = "byte[] entry = null;";

  private RecordingOff() {}

  /** Writes it anew below {@code target}. */
  static List<Path> classPath() throws IOException {
    return new ChangedService()
        .inResource("redis/colleckt.lua", RecordingOff::withoutRecord)
        .inClass("validation/Request.java", ENTRY, NO_ENTRY)
        .classPath("recording-off");
  }

  private static String withoutRecord(String functions) {
    return functions
        .lines()
        .filter(line -> !line.endsWith(MARK))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
