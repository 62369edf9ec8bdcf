package io.colleckt.auth.bench;

import io.colleckt.auth.testing.Neighbours;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a check costs as nodes are added: a cluster of one node, then of two, and so on, on the same
 * stores, each node under a load of its own that it has time for, 64 connections that rest before
 * each check. Between the rounds the bare server is under that load, so that a machine that grows
 * slower is not taken for a service that does. Chosen by {@code -Dbench="nodes=4 tokens=1000
 * rounds=5 seconds=6 pause=40"}: those are the defaults; the pause in milliseconds.
 */
final class NodesBench {
  private static final int WARM_UP_SECONDS = 20;

  private final Map<String, String> chosen = new TreeMap<>();

  private NodesBench(String words) {
    chosen.put("service", "io.colleckt.auth.Main");
    chosen.put("nodes", "4");
    chosen.put("tokens", "1000");
    chosen.put("rounds", "5");
    chosen.put("seconds", "6");
    chosen.put("pause", "40");
    Plan.choose(chosen, words);
  }

  public static void main(String[] args) throws Exception {
    System.out.println(Report.machine());
    new NodesBench(String.join(" ", args)).run();
  }

  private int number(String name) {
    return Integer.parseInt(chosen.get(name));
  }

  private void run() throws Exception {
    Path file = Files.createTempFile("tokens", ".txt");
    int most = number("nodes");
    int tokens = number("tokens");
    TokenSupply.write(file, tokens, 0);
    try (Contender bare = Contender.bare();
        Subject service =
            Subject.cluster(chosen.get("service"), new Neighbours(most, Optional.empty()))) {
      Wrk.any(bare.port(), file, WARM_UP_SECONDS);
      System.out.print(NodesReport.head());
      for (int nodes = 1; nodes <= most; nodes++) {
        service.prepare(file, tokens);
        System.out.print(measure(bare, service, file).line(nodes));
        if (nodes < most) {
          service.grow();
        }
      }
    } finally {
      Files.delete(file);
    }
  }

  private NodesReport measure(Contender bare, Subject service, Path file) throws Exception {
    NodesReport report = new NodesReport();
    Round.Load load = Round.Load.paced(file, number("seconds"), number("pause"));
    for (int round = 0; round < number("rounds"); round++) {
      report.add(Round.of(bare, load), service.measure(load));
    }
    return report;
  }
}
