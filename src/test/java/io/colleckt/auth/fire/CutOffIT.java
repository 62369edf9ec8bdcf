package io.colleckt.auth.fire;

import static io.colleckt.auth.testing.Await.await;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.fire.Checks.Question;
import io.colleckt.auth.fire.FireNode.Build;
import io.colleckt.auth.fire.Told.Asked;
import io.colleckt.auth.testing.Certificates;
import io.colleckt.auth.testing.Neighbours;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nodes of one cluster, under 60 checks a second and changes beside them, while one of them is cut
 * from the other nodes, and from nothing else: it hears nothing of them, and they nothing of it.
 */
@Tag("long") // half a minute each
class CutOffIT {
  private static final int SECONDS = 20;
  private static final int PER_SECOND = 60;
  private static final long CUT_MILLIS = 8_000;
  private static final long HEALED_MILLIS = 15_000;

  /** Promised are 250 ms by a node that runs; the rest is for a machine that does much else. */
  private static final long IN_TIME_MILLIS = 1_000;

  private static final int EDGE = 2;

  /** What is asked while a node is cut off. */
  private interface Meanwhile {
    void happens() throws Exception;
  }

  @TempDir Path files;
  private final History history = new History();
  private Links links;
  private Arena arena;
  private Member member;
  private Checks checks;

  @BeforeEach
  void start() throws Exception {
    links = new Links(new Neighbours(3, Optional.of(Certificates.in(files))), 3, files);
    Build edge = Build.of("http,validation");
    arena = Arena.cluster(links::settings, List.of(Build.SHIPPED, Build.SHIPPED, edge));
    checks = new Checks(arena.vertx(), history, "/cut/");
    member = arena.member(history);
    assertThat(becomesTrue(HEALED_MILLIS, () -> check(EDGE, token()) == 200)).isTrue();
  }

  @AfterEach
  void end() throws Exception {
    if (checks != null) {
      checks.close();
      member.close();
    }
    if (arena != null) {
      arena.close();
    }
    links.close();
  }

  @Test
  void aNodeWithBothStoresJudgesAndRevokesOn() throws Exception {
    storm(
        0,
        () -> {
          for (int revoker : List.of(0, 1)) {
            FireToken token = token();
            assertThat(verdict(0, token)).isEqualTo(200);
            assertThat(revokes(arena.node(revoker), token)).isTrue();
            assertThat(verdict(0, token)).as("after a revocation at " + revoker).isEqualTo(401);
            assertThat(verdict(1, token)).as("after a revocation at " + revoker).isEqualTo(401);
          }
        });
  }

  /** It has a way to Redis only: what that knows is judged, the rest is answered 503 in time. */
  @Test
  void aNodeWithoutPostgresJudgesWhatRedisKnowsAndAnswers503ToTheRest() throws Exception {
    FireToken known = token();
    assertThat(verdict(EDGE, known)).isEqualTo(200);
    FireToken unknown = token();
    storm(
        EDGE,
        () -> {
          FireToken revoked = token();
          assertThat(verdict(0, revoked)).isEqualTo(200);
          assertThat(revokes(arena.node(0), revoked)).isTrue();
          assertThat(verdict(EDGE, revoked)).isEqualTo(401);
          assertThat(verdict(EDGE, known)).isEqualTo(200);
          assertThat(check(EDGE, unknown)).isEqualTo(503);
          assertThat(await(member.revoke(arena.node(EDGE), known)).status()).isEqualTo(503);
        });
    assertThat(verdict(EDGE, unknown)).isEqualTo(200);
  }

  /** Cuts that node off under load, lets this happen meanwhile, and heals. */
  private void storm(int cutOff, Meanwhile meanwhile) throws Exception {
    long[] cut = new long[2];
    Storm.Outcome outcome =
        new Storm(arena, System.nanoTime() & 0xffffff)
            .during(
                all -> {
                  Thread.sleep(2_000);
                  links.cut(cutOff);
                  cut[0] = System.nanoTime();
                  Thread.sleep(CUT_MILLIS / 2);
                  meanwhile.happens();
                  Thread.sleep(CUT_MILLIS / 2);
                  cut[1] = System.nanoTime();
                  links.heal(cutOff);
                  awaitHealing();
                },
                SECONDS,
                PER_SECOND);
    System.out.println("CutOffIT: " + outcome.history().figures());
    assertThat(outcome.violations()).isEmpty();
    assertThat(outcome.unexpected()).isEmpty();
    List<Told> there =
        outcome.history().checks().stream()
            .filter(told -> told.node() == cutOff)
            .filter(told -> told.beganAfter(cut[0]) && told.endedBefore(cut[1]))
            .toList();
    System.out.printf(
        "CutOffIT: checks at the node that was cut off: %s, slowest %d ms%n",
        Told.statuses(there), there.stream().mapToLong(Told::millis).max().orElseThrow());
    assertThat(there).filteredOn(told -> told.status() == 200).hasSizeGreaterThan(PER_SECOND / 2);
    assertThat(there).allMatch(told -> told.status() != 0 && told.millis() < IN_TIME_MILLIS);
  }

  /** Every node finds what Redis does not know, and every node revokes. */
  private void awaitHealing() throws Exception {
    long healedNanos = System.nanoTime();
    for (FireNode node : arena.nodes()) {
      FireToken token = token();
      assertThat(verdict(node.number(), token)).isEqualTo(200);
      assertThat(revokes(node, token)).isTrue();
    }
    long millis = (System.nanoTime() - healedNanos) / 1_000_000;
    System.out.println("CutOffIT: all is well again after " + millis + " ms");
  }

  /** Whether a node does, as soon as it is not in doubt. */
  private boolean revokes(FireNode node, FireToken token) throws Exception {
    return becomesTrue(HEALED_MILLIS, () -> await(member.revoke(node, token)).status() == 200);
  }

  /** What a node says as soon as it is not in doubt, which a busy machine brings it into. */
  private int verdict(int node, FireToken token) throws Exception {
    int[] status = {503};
    becomesTrue(HEALED_MILLIS, () -> (status[0] = check(node, token)) != 503);
    return status[0];
  }

  private FireToken token() {
    return await(member.create(arena.node(0)));
  }

  private int check(int node, FireToken token) {
    return await(checks.ask(new Question(arena.node(node), Asked.CHECK, token))).status();
  }
}
