package io.colleckt.auth.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.finding.FindingPlan.Opening;
import io.colleckt.auth.finding.FindingPlan.Raise;
import io.colleckt.auth.finding.FindingPlan.Standing;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Of one thing there is one open finding, and of one kind a bounded number. */
class FindingPlanTest {
  private static final Standing NOTHING = new Standing(7, false, false, null, 0, null);

  private final FindingPlan plan = new FindingPlan();

  @Test
  void somethingNewIsOpenedOnce() {
    plan.add(suspicion("a", 1), NOTHING);
    plan.add(suspicion("a", 2), NOTHING);
    assertThat(plan.openings()).containsExactly(new Opening(7, suspicion("a", 1), 0));
    assertThat(plan.raises()).isEmpty();
  }

  @Test
  void mutedAndToldIsPassedOver() {
    plan.add(suspicion("a", 1), new Standing(7, true, false, null, 0, null));
    plan.add(suspicion("b", 1), new Standing(7, false, true, 3L, 1, 3L));
    assertThat(plan.openings()).isEmpty();
    assertThat(plan.raises()).isEmpty();
  }

  @Test
  void openFindingIsRaisedWithTheLatestFacts() {
    Standing open = new Standing(7, false, false, 3L, 1, 3L);
    plan.add(suspicion("a", 1), open);
    plan.add(suspicion("a", 2), open);
    assertThat(plan.raises())
        .containsExactly(new Raise(3, 2, 0, Map.of("at", 2L), Instant.ofEpochMilli(2)));
  }

  @Test
  void whatFindsNoRoomIsCountedAtTheLastOneOfItsKind() {
    Standing almost = new Standing(7, false, false, null, FindingPlan.MOST_OPEN - 1, 5L);
    plan.add(suspicion("a", 1), almost);
    plan.add(suspicion("b", 2), almost);
    plan.add(suspicion("c", 3), almost);
    assertThat(plan.openings())
        .singleElement()
        .returns(3, Opening::occurrences)
        .returns(2, opening -> opening.detail().get("further"));
  }

  @Test
  void whenThereIsNoRoomTheNewestStoredOneIsRaised() {
    Standing full = new Standing(7, false, false, null, FindingPlan.MOST_OPEN, 5L);
    plan.add(suspicion("a", 1), full);
    plan.add(suspicion("b", 2), full);
    assertThat(plan.openings()).isEmpty();
    assertThat(plan.raises()).containsExactly(new Raise(5, 2, 2, null, Instant.ofEpochMilli(2)));
  }

  private static Suspicion suspicion(String value, long at) {
    return new Suspicion(1, FindingKind.NEW_NETWORK, value, Map.of("at", at), at);
  }
}
