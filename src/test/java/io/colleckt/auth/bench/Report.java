package io.colleckt.auth.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The medians of the three, and those of their ratios round by round. */
final class Report {
  private static final String ROW = "%-16s%10.0f%9.2f%9.2f%9.1f%12.1f%9.1f%9.1f%11.1f%11.1f%8d%n";

  private final List<Round> bare = new ArrayList<>();
  private final List<Round> service = new ArrayList<>();
  private final List<Round> off = new ArrayList<>();

  void add(Round ofBare, Round ofService, Round ofOff) {
    bare.add(ofBare);
    service.add(ofService);
    off.add(ofOff);
  }

  /** Where it was measured. */
  static String machine() throws IOException {
    String model =
        Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 2))
            .findFirst()
            .orElse("unknown");
    return text(
        "%d × %s, Java %s, load average %s",
        Runtime.getRuntime().availableProcessors(),
        model,
        System.getProperty("java.version"),
        Files.readString(Path.of("/proc/loadavg")).substring(0, 4));
  }

  /** The table. CPU times are microseconds a check. */
  String print(String title) {
    return text("%n%s%n", title)
        + text(
            "%-16s%10s%9s%9s%9s%12s%9s%9s%11s%11s%8s%n",
            "",
            "checks/s",
            "p50 ms",
            "p99 ms",
            "loop",
            "background",
            "JVM",
            "Redis",
            "Postgres",
            "4xx,5xx %",
            "errors")
        + row("bare", bare)
        + row("recording on", service)
        + row("recording off", off)
        + ratios("on / bare", bare)
        + ratios("on / off", off)
        + text(
            "with Redis, (loop + Redis) / bare loop: %.2f%n",
            medianOf(i -> withRedis(service.get(i)) / bare.get(i).cpu().loop()));
  }

  private String ratios(String name, List<Round> to) {
    return text(
        "%-16s%10.2f%9s%9s%9.2f%12s%9.2f%9.2f%n",
        name,
        medianOf(i -> service.get(i).load().perSecond() / to.get(i).load().perSecond()),
        "",
        "",
        medianOf(i -> service.get(i).cpu().loop() / to.get(i).cpu().loop()),
        "",
        medianOf(i -> service.get(i).cpu().jvm() / to.get(i).cpu().jvm()),
        medianOf(i -> service.get(i).cpu().redis() / to.get(i).cpu().redis()));
  }

  private static double withRedis(Round round) {
    return round.cpu().loop() + round.cpu().redis();
  }

  private String row(String name, List<Round> rounds) {
    return text(
        ROW,
        name,
        median(rounds, r -> r.load().perSecond()),
        median(rounds, r -> r.load().p50Millis()),
        median(rounds, r -> r.load().p99Millis()),
        median(rounds, r -> r.cpu().loop()),
        median(rounds, r -> r.cpu().background()),
        median(rounds, r -> r.cpu().jvm()),
        median(rounds, r -> r.cpu().redis()),
        median(rounds, r -> r.cpu().postgres()),
        median(rounds, Round::refusedPercent),
        rounds.stream().mapToLong(r -> r.load().faults().errors()).sum());
  }

  private double medianOf(IntToDoubleFunction figure) {
    return medianOf(bare.size(), figure);
  }

  /** The median of a figure of so many rounds, counted from 0. */
  static double medianOf(int rounds, IntToDoubleFunction figure) {
    return median(IntStream.range(0, rounds).mapToDouble(figure).toArray());
  }

  static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    return median(rounds.stream().mapToDouble(figure).toArray());
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
