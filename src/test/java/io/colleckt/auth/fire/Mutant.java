package io.colleckt.auth.fire;

import io.colleckt.auth.testing.ChangedService;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * Wrong ways to build the service, each a few lines away from the right one. They exist here only:
 * a mutant is compiled from the sources for the processes of one test.
 */
enum Mutant {
  /** A node learns the namespace at its first call and goes on using it. */
  NAMESPACE_CHOSEN_BY_THE_NODE(WrongVerdicts::namespaceChosenByTheNode),

  /** A fill counts in whatever process it reaches. */
  FILL_INTO_THE_CURRENT_NAMESPACE(WrongVerdicts::fillIntoTheCurrentNamespace),

  FILL_WITHOUT_GUARD(WrongVerdicts::fillWithoutGuard),

  FILL_GUARDED_BY_CLOCK_ONLY(WrongVerdicts::fillGuardedByClockOnly),

  LOOK_UP_IN_FLIGHT_JOINED(WrongVerdicts::lookUpInFlightJoined),

  /** Instead of placing a floor, a change reads the token and writes its record. */
  CHANGE_WRITES_A_LIVE_RECORD(WrongVerdicts::changeWritesALiveRecord),

  REPEATED_DELETE_ANSWERED_BY_STATE(WrongVerdicts::repeatedDeleteAnsweredByState),

  ANSWERED_BEFORE_THE_TOMBSTONE(WrongVerdicts::answeredBeforeTheTombstone),

  DELETED_KEY_INSTEAD_OF_A_TOMBSTONE(WrongVerdicts::deletedKeyInsteadOfATombstone),

  /** Nothing demands a tombstone; who revokes sends one message to the validation of his node. */
  REVOKED_BY_A_MESSAGE_ONLY(WrongVerdicts::revokedByAMessageOnly),

  /** The verdict goes out; the call is put on record a tenth of a second later. */
  ANSWERED_BEFORE_THE_RECORD(WrongRecords::answeredBeforeTheRecord),

  JUDGED_AGAIN_AFTER_NO_REPLY(WrongRecords::judgedAgainAfterNoReply),

  /** The drains of several nodes share a stream's entries, but the position is one number. */
  CONSUMER_GROUP_WITH_ONE_POSITION(WrongRecords::consumerGroupWithOnePosition),

  /** All processes of Redis append to one stream. */
  ONE_STREAM_OVER_RESTARTS(WrongRecords::oneStreamOverRestarts),

  /** A stream is deleted when it was seen at its end, by whoever takes it for an earlier one. */
  STREAM_ENDED_ON_OLD_KNOWLEDGE(WrongRecords::streamEndedOnOldKnowledge),

  AUDIT_IN_A_SECOND_TRANSACTION(WrongRecords::auditInASecondTransaction),

  /** RESP3, with Redis telling of every change on the connection that carries the checks. */
  DATA_CONNECTION_THAT_RECEIVES_PUSHES(WrongVerdicts::dataConnectionThatReceivesPushes);

  @SuppressWarnings("ImmutableEnumChecker") // a method that holds nothing
  private final Consumer<ChangedService> changes;

  Mutant(Consumer<ChangedService> changes) {
    this.changes = changes;
  }

  /** Compiles it. */
  FireNode.Build build() throws IOException {
    ChangedService service = new ChangedService();
    changes.accept(service);
    return FireNode.Build.with(service.classPath(name()));
  }
}
