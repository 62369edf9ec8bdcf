package io.colleckt.auth.fire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The checkers bite: each wrong way to build the service is caught by a story that the service
 * itself survives.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutantIT {
  private static final int MOST_ATTEMPTS = 20;

  private static final Map<Mutant, Story> CAUGHT_BY =
      Map.ofEntries(
          Map.entry(Mutant.NAMESPACE_CHOSEN_BY_THE_NODE, Story.NODES_OF_TWO_AGES),
          Map.entry(Mutant.FILL_INTO_THE_CURRENT_NAMESPACE, Story.LATE_FILL_INTO_A_NEW_PROCESS),
          Map.entry(Mutant.FILL_WITHOUT_GUARD, Story.LATE_FILL_AFTER_A_FLUSH),
          Map.entry(Mutant.FILL_GUARDED_BY_CLOCK_ONLY, Story.LATE_FILL_AFTER_A_FLUSH),
          Map.entry(Mutant.LOOK_UP_IN_FLIGHT_JOINED, Story.SECOND_CHECK_DURING_A_LOOK_UP),
          Map.entry(Mutant.CHANGE_WRITES_A_LIVE_RECORD, Story.LATE_CHANGE),
          Map.entry(Mutant.REPEATED_DELETE_ANSWERED_BY_STATE, Story.DELETED_TWICE),
          Map.entry(Mutant.ANSWERED_BEFORE_THE_TOMBSTONE, Story.DELETED_WITHOUT_REDIS),
          Map.entry(Mutant.DELETED_KEY_INSTEAD_OF_A_TOMBSTONE, Story.LATE_FILL),
          Map.entry(Mutant.REVOKED_BY_A_MESSAGE_ONLY, Story.DELETED_WITHOUT_REDIS),
          Map.entry(Mutant.ANSWERED_BEFORE_THE_RECORD, Story.NODE_KILLED_UNDER_LOAD),
          Map.entry(Mutant.JUDGED_AGAIN_AFTER_NO_REPLY, Story.REDIS_FROZEN_UNDER_LOAD),
          Map.entry(Mutant.CONSUMER_GROUP_WITH_ONE_POSITION, Story.CALM),
          Map.entry(Mutant.ONE_STREAM_OVER_RESTARTS, Story.REDIS_EMPTY_AND_BEHIND),
          Map.entry(Mutant.STREAM_ENDED_ON_OLD_KNOWLEDGE, Story.DRAIN_INTO_A_NEW_PROCESS),
          Map.entry(Mutant.AUDIT_IN_A_SECOND_TRANSACTION, Story.NODE_KILLED_BEFORE_THE_AUDIT_ROW),
          Map.entry(Mutant.DATA_CONNECTION_THAT_RECEIVES_PUSHES, Story.CALM_ANSWERS));

  private final Report report = new Report("mutants", "Mutants");
  private Scene shipped;
  private int caught;

  @BeforeAll
  void startTheService() throws Exception {
    report.table("mutant", "caught by", "attempts", "as");
    shipped = new Scene(FireNode.Build.SHIPPED);
  }

  @AfterAll
  void endTheService() throws IOException {
    shipped.close();
    String figure = caught + " of " + mutants().count() + " caught";
    report.line("\n" + figure).write();
    System.out.println("MutantIT: " + figure);
  }

  @ParameterizedTest
  @EnumSource
  void theServiceSurvives(Story story) throws Exception {
    assertThat(story.tell(shipped)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void itIsCaught(Mutant mutant) throws Exception {
    try (Scene scene = new Scene(mutant.build())) {
      List<String> violations = List.of();
      int attempts = 0;
      while (violations.isEmpty() && attempts < MOST_ATTEMPTS) {
        violations = CAUGHT_BY.get(mutant).tell(scene);
        attempts++;
      }
      write(mutant, attempts, violations);
      assertThat(violations).as(() -> scene.told().toString()).isNotEmpty();
    }
  }

  private void write(Mutant mutant, int attempts, List<String> violations) {
    caught += violations.isEmpty() ? 0 : 1;
    String first = violations.stream().findFirst().orElse("not caught");
    report.row(mutant, CAUGHT_BY.get(mutant), attempts, first);
    System.out.println("MutantIT: " + mutant + " after " + attempts + ": " + first);
  }

  static Stream<Mutant> mutants() {
    String only = System.getProperty("mutant", "");
    return Stream.of(Mutant.values())
        .filter(one -> CAUGHT_BY.containsKey(one) && one.name().contains(only));
  }
}
