package io.colleckt.auth.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs a {@link Plan}: the bare server, the service, and the service with recording off by turns
 * under the same load, and prints the medians. The stores are started for it, or, with {@code
 * -Dstores=external}, those that the environment names; the Redis of the last is always one of its
 * own.
 */
final class Bench implements AutoCloseable {
  private static final int WARM_UP_SECONDS = 20;

  private final Plan plan;
  private final Contender bare;
  private final Subject service;
  private final Subject off;

  private Bench(Plan plan) throws Exception {
    this.plan = plan;
    bare = Contender.bare();
    service = Subject.recording(plan.service());
    off = Subject.notRecording(plan.service());
  }

  public static void main(String[] args) throws Exception {
    Plan plan = Plan.parse(String.join(" ", args));
    try (Bench bench = new Bench(plan)) {
      System.out.println(Report.machine());
      for (int tokens : plan.tokens()) {
        for (int badPercent : plan.badPercents()) {
          bench.measure(tokens, badPercent);
        }
      }
    }
  }

  private void measure(int tokens, int badPercent) throws Exception {
    Path file = Files.createTempFile("tokens", ".txt");
    try {
      TokenSupply.write(file, tokens, badPercent);
      Wrk.any(bare.port(), file, WARM_UP_SECONDS);
      service.prepare(file, tokens);
      off.prepare(file, tokens);
      Report report = new Report();
      Round.Load load = Round.Load.full(file, plan.seconds());
      for (int round = 0; round < plan.rounds(); round++) {
        report.add(Round.of(bare, load), service.measure(load), off.measure(load));
      }
      String title = "%,d tokens, %d %% bad: medians of %d rounds of %d s, CPU in µs a check";
      System.out.print(
          report.print(title.formatted(tokens, badPercent, plan.rounds(), plan.seconds())));
    } finally {
      Files.delete(file);
    }
  }

  @Override
  public void close() throws IOException {
    service.close();
    off.close();
    bare.close();
  }
}
