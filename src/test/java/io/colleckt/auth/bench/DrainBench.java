package io.colleckt.auth.bench;

import io.colleckt.auth.persistence.Schema;
import io.colleckt.auth.testing.ActivityLog;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.JavaProcess;
import io.colleckt.auth.testing.Processes;
import io.colleckt.auth.testing.RecordedTraffic;
import io.colleckt.auth.testing.RedisConnection;
import io.colleckt.auth.testing.Stores;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How fast drain and persistence bring calls from a stream of Redis into Postgres, and how many
 * bytes a row takes there, indexes included. They run in a JVM of their own, which is frozen while
 * the stream is filled. Chosen by {@code -Dbench="calls=1000000 rounds=3 traffic=zipf,unique"}:
 * those are the defaults; a round more goes before, to warm up.
 */
final class DrainBench implements AutoCloseable {
  private static final String DRAIN = "io.colleckt.auth.DrainOnly";
  private static final int TOKENS = 1_000;
  private static final int CALLS_AN_ENTRY = 25;
  private static final int ENTRIES_AT_ONCE = 400;
  private static final long LOOK_EVERY_MILLIS = 100;
  private static final long LONGEST_MILLIS = 600_000;

  private final RedisConnection redis;
  private final ActivityLog log;
  private final RecordedTraffic stream;
  private final JavaProcess drain;
  private final StorePids pids;
  private final SyntheticCalls calls;

  /** One round; CPU in microseconds. */
  private record Drained(long rows, double seconds, double jvm, double redis, double postgres) {}

  private DrainBench(SyntheticCalls calls) throws Exception {
    this.calls = calls;
    Stores.shared().flushRedis();
    Database database = Stores.shared().freshDatabase();
    String redisUrl = Stores.shared().redisUrl();
    Schema.migrate(database.migrationUrl(), database.databaseUrl());
    TokenSupply.in(database).store(TOKENS);
    redis = RedisConnection.connect(redisUrl);
    log = new ActivityLog(database, redisUrl);
    stream = new RecordedTraffic(redis, System.nanoTime());
    pids = StorePids.of(redisUrl, database.databaseUrl());
    List<String> words = List.of(DRAIN, database.databaseUrl(), redisUrl, "silent");
    drain =
        JavaProcess.started(
            new JavaProcess.Launch(words, List.of("-Xmx512m"), Map.of()),
            JavaProcess.log("bench-drain"));
  }

  public static void main(String[] args) throws Exception {
    Map<String, String> chosen = new TreeMap<>();
    chosen.put("calls", "1000000");
    chosen.put("rounds", "3");
    chosen.put("traffic", "zipf,unique");
    Plan.choose(chosen, String.join(" ", args));
    System.out.println(Report.machine());
    for (String traffic : chosen.get("traffic").split(",", -1)) {
      try (DrainBench bench = new DrainBench(SyntheticCalls.of(traffic, TOKENS))) {
        bench.run(
            traffic, Integer.parseInt(chosen.get("calls")), Integer.parseInt(chosen.get("rounds")));
      }
    }
  }

  private void run(String traffic, int count, int rounds) throws Exception {
    print("%n%s traffic, %,d calls a round; CPU in µs a call%n", traffic, count);
    print("%12s%12s%10s%10s%10s%10s%n", "calls/s", "rows/s", "rows", "JVM", "Redis", "Postgres");
    round(count);
    double[] callsASecond = new double[rounds];
    double[] rowsASecond = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      Drained drained = round(count);
      callsASecond[i] = count / drained.seconds;
      rowsASecond[i] = drained.rows / drained.seconds;
      print(
          "%12.0f%12.0f%10d%10.1f%10.1f%10.1f%n",
          callsASecond[i],
          rowsASecond[i],
          drained.rows,
          drained.jvm / count,
          drained.redis / count,
          drained.postgres / count);
    }
    print("median: %.0f calls/s, %.0f rows/s%n", median(callsASecond), median(rowsASecond));
    print(
        "%.0f bytes a row on disk, of which indexes %.0f%n",
        bytesARow("total_relation"), bytesARow("indexes"));
    long missing = (rounds + 1L) * count - log.number("select sum(calls) from activity");
    print("%d calls missing%n", missing);
  }

  private Drained round(int count) throws Exception {
    settle();
    Processes.freeze(drain.pid());
    fill(count);
    long rowsBefore = rows();
    double jvm = CpuClock.ofProcess(drain.pid());
    double redisBefore = CpuClock.ofProcess(pids.redis().orElseThrow());
    double postgres = CpuClock.ofProcess(pids.postgres().orElseThrow());
    long start = System.nanoTime();
    Processes.thaw(drain.pid());
    settle();
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Drained(
        rows() - rowsBefore,
        seconds,
        CpuClock.ofProcess(drain.pid()) - jvm,
        CpuClock.ofProcess(pids.redis().orElseThrow()) - redisBefore,
        CpuClock.ofProcess(pids.postgres().orElseThrow()) - postgres);
  }

  /** As if they had come one after the other until now, as fast as {@link SyntheticCalls} says. */
  private void fill(int count) throws IOException {
    double millisAnEntry = 1000.0 * CALLS_AN_ENTRY / calls.perSecond();
    int entries = count / CALLS_AN_ENTRY;
    long end = System.currentTimeMillis();
    for (int i = 0; i < entries; i++) {
      long at = end - (long) ((entries - i) * millisAnEntry);
      stream.append(at, calls.next(CALLS_AN_ENTRY), "R".repeat(CALLS_AN_ENTRY));
      if (i % ENTRIES_AT_ONCE == 0) {
        stream.flush();
      }
    }
    stream.flush();
  }

  private void settle() throws Exception {
    long end = System.currentTimeMillis() + LONGEST_MILLIS;
    while (!log.isDrained()) {
      if (System.currentTimeMillis() > end || !drain.process().isAlive()) {
        throw new IllegalStateException("The stream is not drained.");
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }

  private long rows() {
    return log.number("select count(*) from activity");
  }

  private double bytesARow(String size) {
    String sql =
        "select sum(pg_%s_size(inhrelid)) from pg_inherits where inhparent = 'activity'::regclass";
    return (double) log.number(sql.formatted(size)) / rows();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }

  @Override
  public void close() throws IOException {
    drain.close();
    redis.close();
  }
}
