package io.colleckt.auth.bench;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The load: 64 connections of {@code wrk} on one thread, each sending its next check at once. */
final class Wrk {
  private static final int CONNECTIONS = 64;
  private static final String RESULT = "result ";

  private Wrk() {}

  /** What came of a run. */
  record Load(long checks, double seconds, double p50Millis, double p99Millis, Faults faults) {
    double perSecond() {
      return checks / seconds;
    }

    /** Both at once; times of answers are those of the slower. */
    private Load beside(Load other) {
      return new Load(
          checks + other.checks,
          Math.max(seconds, other.seconds),
          Math.max(p50Millis, other.p50Millis),
          Math.max(p99Millis, other.p99Millis),
          new Faults(faults.refused + other.faults.refused, faults.errors + other.faults.errors));
    }
  }

  /**
   * What else came of it.
   *
   * @param refused answers with a status of 400 or more
   * @param errors checks without an answer
   */
  record Faults(long refused, long errors) {}

  /** Each check brings any token of the file. */
  static Load any(int port, Path tokens, int seconds) throws IOException, InterruptedException {
    return run(port, seconds, tokens.toString(), "any");
  }

  /**
   * As above at several servers at once, with 64 connections to each, which rest before each check.
   *
   * @param pauseMillis for how long on average
   */
  static Load paced(List<Integer> ports, Path tokens, int seconds, int pauseMillis)
      throws Exception {
    ExecutorService all = Executors.newFixedThreadPool(ports.size());
    try {
      String pause = String.valueOf(pauseMillis);
      List<Callable<Load>> runs =
          ports.stream()
              .<Callable<Load>>map(
                  port -> () -> run(port, seconds, tokens.toString(), "any", pause))
              .toList();
      Load sum = null;
      for (Future<Load> run : all.invokeAll(runs)) {
        sum = sum == null ? run.get() : sum.beside(run.get());
      }
      return sum;
    } finally {
      all.shutdown();
    }
  }

  /** The checks bring the tokens of the file one after the other, from that line on. */
  static Load inTurn(int port, Path tokens, long line, int seconds)
      throws IOException, InterruptedException {
    return run(port, seconds, tokens.toString(), String.valueOf(line));
  }

  private static Load run(int port, int seconds, String... words)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "wrk",
                "-t1",
                "-c" + CONNECTIONS,
                "-d" + seconds + "s",
                "-s" + script(),
                "http://127.0.0.1:" + port + "/v1/verify",
                "--"));
    Collections.addAll(command, words);
    Process wrk = start(command);
    String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!wrk.waitFor(10, TimeUnit.SECONDS) || wrk.exitValue() != 0 || !output.contains(RESULT)) {
      throw new IllegalStateException("wrk failed: " + output);
    }
    return read(output.substring(output.indexOf(RESULT) + RESULT.length()).strip());
  }

  private static Process start(List<String> command) {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new IllegalStateException("wrk is missing: apt-get install wrk", e);
    }
  }

  private static Path script() {
    try {
      return Path.of(Wrk.class.getResource("/bench/checks.lua").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Load read(String result) {
    String[] numbers = result.split(" ", -1);
    return new Load(
        Long.parseLong(numbers[0]),
        Long.parseLong(numbers[1]) / 1e6,
        Long.parseLong(numbers[2]) / 1e3,
        Long.parseLong(numbers[3]) / 1e3,
        new Faults(Long.parseLong(numbers[4]), Long.parseLong(numbers[5])));
  }
}
