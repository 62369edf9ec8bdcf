package io.colleckt.auth.bench;

import static io.colleckt.auth.bench.ActivityBench.print;

import io.colleckt.auth.testing.Dashboard;
import io.colleckt.auth.testing.JavaProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads an export to its end, or so many rows of it, and watches the memory of the node. */
final class ExportMeasure {
  private static final String RESIDENT = "VmRSS:";
  private static final int PART = 1 << 16;

  private final JavaProcess node;

  ExportMeasure(JavaProcess node) {
    this.node = node;
  }

  /** Prints rows, seconds and the most memory that the process had. */
  void run(long most) throws Exception {
    Dashboard dashboard = Dashboard.signIn(node.port(), "owner@test", JavaProcess.PASSWORD);
    long start = System.nanoTime();
    long rows = 0;
    long bytes = 0;
    long memoryBefore = megabytes();
    long memory = memoryBefore;
    try (InputStream in = dashboard.open("/v1/activity/export?format=ndjson")) {
      byte[] part = new byte[PART];
      int parts = 0;
      for (int read = in.read(part); read >= 0 && rows < most; read = in.read(part)) {
        bytes += read;
        rows += lines(part, read);
        if (parts++ % 1_000 == 0) {
          memory = Math.max(memory, megabytes());
        }
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    print(
        "export: %,d rows, %,d MB in %.1f s (%,.0f rows/s); memory of the process %d MB before, %d"
            + " MB at most%n",
        rows, bytes >> 20, seconds, rows / seconds, memoryBefore, memory);
  }

  private static int lines(byte[] part, int length) {
    int lines = 0;
    for (int i = 0; i < length; i++) {
      lines += part[i] == '\n' ? 1 : 0;
    }
    return lines;
  }

  private long megabytes() throws IOException {
    Path status = Path.of("/proc/" + node.pid() + "/status");
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith(RESIDENT))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
        .findFirst()
        .orElseThrow();
  }
}
