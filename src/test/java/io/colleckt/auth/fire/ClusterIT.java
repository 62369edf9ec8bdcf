package io.colleckt.auth.fire;

import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.Certificates;
import io.colleckt.auth.testing.Dashboard;
import io.colleckt.auth.testing.EventStream;
import io.colleckt.auth.testing.JavaProcess;
import io.colleckt.auth.testing.Neighbours;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nodes of one cluster, processes of their own with certificates, under 60 checks a second and
 * changes beside them, while some are killed, frozen and started anew.
 */
@Tag("long") // a minute of faults
class ClusterIT {
  private static final int PER_SECOND = 60;
  private static final int SECONDS = 20;
  private static final FireNode.Build CORE = FireNode.Build.of("persistence,activity");
  private static final FireNode.Build EDGE = FireNode.Build.of("http,validation");

  @TempDir Path files;
  private Arena arena;

  /** When nodes were killed or frozen. */
  private List<Long> faults = List.of();

  @AfterEach
  void end() throws Exception {
    if (arena != null) {
      arena.close();
    }
  }

  @Test
  void oneIsKilledOneIsFrozenAndTheThirdGoesOn() throws Exception {
    arena = cluster(Collections.nCopies(3, FireNode.Build.SHIPPED));
    long[] alone = new long[2];
    Storm.Outcome outcome =
        storm(
            all -> {
              assertThatTailShowsAllNodes();
              all.node(0).kill();
              all.node(1).freeze();
              alone[0] = System.nanoTime();
              Thread.sleep(5_000);
              alone[1] = System.nanoTime();
              all.node(1).thaw();
              all.node(0).start();
            });
    List<Told> third =
        outcome.history().checks().stream()
            .filter(told -> told.node() == 2)
            .filter(told -> told.beganAfter(alone[0]) && told.endedBefore(alone[1]))
            .toList();
    System.out.println("ClusterIT: the third alone: " + Told.statuses(third));
    assertThat(third).filteredOn(told -> told.status() == 200).hasSizeGreaterThan(PER_SECOND / 2);
  }

  @Test
  void theEdgeGoesOnWithAnyNodeThatOwnsPostgres() throws Exception {
    arena = cluster(List.of(CORE, CORE, EDGE));
    storm(
        all -> {
          Thread.sleep(2_000);
          long killedNanos = System.nanoTime();
          all.node(0).kill();
          Thread.sleep(6_000);
          all.node(0).start();
          Thread.sleep(2_000);
          long frozenNanos = System.nanoTime();
          all.node(1).freeze();
          Thread.sleep(6_000);
          all.node(1).thaw();
          faults = List.of(killedNanos, frozenNanos);
        });
  }

  private Arena cluster(List<FireNode.Build> builds) throws Exception {
    Optional<Certificates> certificates = Optional.of(Certificates.in(files));
    return Arena.cluster(new Neighbours(builds.size(), certificates)::settings, builds);
  }

  private Storm.Outcome storm(Plot plot) throws Exception {
    Storm.Outcome outcome =
        new Storm(arena, System.nanoTime() & 0xffffff).during(plot, SECONDS, PER_SECOND);
    System.out.println("ClusterIT: " + outcome.history().figures());
    for (long fault : faults) {
      System.out.println("ClusterIT: changes fail for " + outage(outcome.history(), fault) + " ms");
    }
    assertThat(outcome.violations()).isEmpty();
    assertThat(outcome.unexpected()).isEmpty();
    return outcome;
  }

  /** How long after that moment the last of the changes began that were not done because of it. */
  private static long outage(History history, long nanos) {
    return history.all().stream()
            .filter(told -> !told.asked().isCheck() && told.beganAfter(nanos))
            .filter(told -> told.startNanos() - nanos < 6_000_000_000L && told.status() == 503)
            .mapToLong(told -> told.startNanos() - nanos)
            .max()
            .orElse(0)
        / 1_000_000;
  }

  /** Calls at each node appear in the tail of the last. */
  private void assertThatTailShowsAllNodes() throws Exception {
    Dashboard member = signIn(arena.node(2));
    String token =
        member.createToken(new JsonObject().put("name", "tail")).getString("plain_text_token");
    try (EventStream tail = member.listen("/v1/activity/stream", null)) {
      assertThat(becomesTrue(10_000, () -> !tail.lastId().isEmpty())).isTrue();
      for (FireNode node : arena.nodes()) {
        signIn(node).verify("Bearer " + token, "/tail/" + node.number());
      }
      for (FireNode node : arena.nodes()) {
        assertThat(
                becomesTrue(
                    10_000,
                    () ->
                        tail.events().stream()
                            .anyMatch(event -> event.data().contains("/tail/" + node.number()))))
            .as("a call at node " + node.number())
            .isTrue();
      }
    }
  }

  /** A node that has just met the others may answer 503 at first. */
  private static Dashboard signIn(FireNode node) throws Exception {
    for (int attempt = 1; ; attempt++) {
      try {
        return Dashboard.signIn(node.port(), "owner@test", JavaProcess.PASSWORD);
      } catch (NoSuchElementException e) {
        assertThat(attempt).as("sign-ins at node " + node.number()).isLessThan(20);
        Thread.sleep(500);
      }
    }
  }
}
