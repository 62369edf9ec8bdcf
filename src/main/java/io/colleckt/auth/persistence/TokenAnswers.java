package io.colleckt.auth.persistence;

import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.bus.Answer;
import io.colleckt.auth.bus.Call;
import io.colleckt.auth.bus.Outcome;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.util.function.Function;

/** Answers what the edge asks about tokens. */
final class TokenAnswers {
  private final TokenReadings readings;
  private final TokenReadings ownReadings;
  private final TokenIssuance issuance;
  private final TokenChanges changes;
  private final TokenRotation rotation;
  private final TokenRevocation revocation;

  /**
   * @param database for members that were let in
   * @param visits for tokens that ask about themselves
   */
  TokenAnswers(Database database, Database visits, Placement placement) {
    this.readings = new TokenReadings(database);
    this.ownReadings = new TokenReadings(visits);
    this.issuance = new TokenIssuance(database);
    this.changes = new TokenChanges(database, placement);
    this.rotation = new TokenRotation(database, placement);
    this.revocation = new TokenRevocation(database, placement);
  }

  /** Answers on the context of the caller from now on. */
  void register(EventBus bus) {
    Addresses.PREFIXES.answer(bus, readings::prefixes);
    answer(bus, Addresses.LIST, readings::list);
    answer(bus, Addresses.READ, readings::read);
    answer(bus, Addresses.DESCRIBE, ownReadings::describe);
    answer(bus, Addresses.IMPACT, readings::impact);
    answer(bus, Addresses.ISSUE, issuance::issue);
    answer(bus, Addresses.CHANGE, changes::change);
    answer(bus, Addresses.ROTATE, rotation::rotate);
    answer(bus, Addresses.REVOKE, revocation::revoke);
    answer(bus, Addresses.RECEIPT, revocation::receipt);
  }

  private static <Q extends Record, T> void answer(
      EventBus bus, Call<Q, Answer<T>> call, Function<Q, Future<Outcome<T>>> flow) {
    call.answer(bus, question -> flow.apply(question).map(Answer::new));
  }
}
