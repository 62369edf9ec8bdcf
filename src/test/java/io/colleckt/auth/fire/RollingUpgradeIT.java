package io.colleckt.auth.fire;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.fire.FireNode.Build;
import io.colleckt.auth.testing.Certificates;
import io.colleckt.auth.testing.Neighbours;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster of three, one of them without a database of its own, under 60 checks a second and
 * changes beside them, while one node after the other becomes the next version. {@code -Dolder}
 * names a jar of an older version, which then becomes this one; both read {@code
 * conf/colleckt.yaml}, if the directory where the test runs has one.
 */
@Tag("long") // half a minute
class RollingUpgradeIT {
  private static final int SECONDS = 25;
  private static final int PER_SECOND = 60;
  private static final long MIXED_MILLIS = 4_000;
  private static final int EDGE = 2;
  private static final Map<String, String> EDGE_ROLES = Map.of("COLLECKT_ROLES", "http,validation");

  @TempDir Path files;
  private final List<Down> downs = new ArrayList<>();

  /** When a node was on its way down, away, or on its way up. */
  private record Down(int node, long fromNanos, long untilNanos) {
    private boolean hit(Told told) {
      return told.node() == node && told.startNanos() < untilNanos && told.endNanos() > fromNanos;
    }
  }

  /** Edge nodes ask both versions, and the older one starts on the newer schema. */
  @Test
  void oldAndNewVersionsServeTogetherWhileNodesAreUpgradedOneByOne() throws Exception {
    Optional<Path> older = Optional.ofNullable(System.getProperty("older")).map(Path::of);
    List<Path> before = older.map(List::of).orElse(List.of());
    List<Path> after = older.isPresent() ? List.of() : NextVersion.compiled();
    Neighbours neighbours = new Neighbours(3, Optional.of(Certificates.in(files)));
    Build old = new Build(before, Map.of());
    try (Arena arena =
        Arena.cluster(neighbours::settings, List.of(old, old, new Build(before, EDGE_ROLES)))) {
      Storm storm = new Storm(arena, System.nanoTime() & 0xffffff);
      Storm.Outcome outcome = storm.during(all -> upgrade(all, after), SECONDS, PER_SECOND);
      System.out.println("RollingUpgradeIT: " + outcome.history().figures());
      assertThat(outcome.violations()).isEmpty();
      assertThat(outcome.unexpected()).isEmpty();
      assertThat(outcome.history().checks())
          .filteredOn(told -> told.status() == 0)
          .filteredOn(told -> downs.stream().noneMatch(down -> down.hit(told)))
          .as("checks without an answer of a node that was there")
          .isEmpty();
      for (FireNode node : arena.nodes()) {
        assertThat(node.logged()).noneMatch(line -> line.contains("could not be read"));
      }
      if (older.isEmpty()) {
        assertThat(arena.stores().database().rows("select version from flyway_schema_history"))
            .contains(NextVersion.MIGRATION);
      }
    }
  }

  private void upgrade(Arena arena, List<Path> after) throws Exception {
    Thread.sleep(MIXED_MILLIS / 2);
    restart(arena.node(0), new Build(after, Map.of()));
    Thread.sleep(MIXED_MILLIS);
    restart(arena.node(EDGE), new Build(after, EDGE_ROLES));
    Thread.sleep(MIXED_MILLIS);
    restart(arena.node(1), arena.node(1).build());
    Thread.sleep(MIXED_MILLIS);
    restart(arena.node(1), new Build(after, Map.of()));
    Thread.sleep(MIXED_MILLIS / 2);
  }

  private void restart(FireNode node, Build build) throws Exception {
    long fromNanos = System.nanoTime();
    assertThat(node.stop()).as("exit code").isZero();
    node.becomes(build);
    node.start();
    downs.add(new Down(node.number(), fromNanos, System.nanoTime()));
  }
}
