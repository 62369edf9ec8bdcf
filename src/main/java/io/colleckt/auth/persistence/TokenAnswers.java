package io.colleckt.auth.persistence;

import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.bus.Answer;
import io.colleckt.auth.bus.LeakAddresses;
import io.vertx.core.eventbus.EventBus;

/** Answers what the edge asks about tokens. */
final class TokenAnswers {
  private final TokenReadings readings;
  private final TokenReadings ownReadings;
  private final TokenIssuance issuance;
  private final TokenChanges changes;
  private final TokenRotation rotation;
  private final TokenRevocation revocation;
  private final AnswerFigures figures;
  private final TokenSurrender surrender;
  private final LeakedTokens leaked;
  private final RotationReading rotations;

  /**
   * @param database for members that were let in
   * @param endings for what ends or narrows access, and nothing else
   * @param presented for tokens that ask about themselves, and for what strangers present
   */
  TokenAnswers(
      Database database,
      Database endings,
      Database presented,
      Placement placement,
      Receipts receipts) {
    this.readings = new TokenReadings(database);
    this.ownReadings = new TokenReadings(presented);
    this.issuance = new TokenIssuance(database);
    this.changes = new TokenChanges(endings, placement);
    this.rotation = new TokenRotation(endings, placement);
    this.rotations = new RotationReading(database);
    this.revocation = new TokenRevocation(endings, placement, receipts);
    this.figures = new AnswerFigures(database.metrics());
    TokenProof proof = new TokenProof(presented);
    this.surrender = new TokenSurrender(proof, revocation);
    this.leaked = new LeakedTokens(endings, placement, proof, revocation);
  }

  /** Answers on the context of the caller from now on. */
  void register(EventBus bus) {
    Addresses.PREFIXES.answer(bus, readings::prefixes);
    Answer.give(bus, Addresses.LIST, readings::list);
    Answer.give(bus, Addresses.READ, readings::read);
    Answer.give(bus, Addresses.DESCRIBE, ownReadings::describe);
    Answer.give(bus, Addresses.IMPACT, readings::impact);
    Answer.give(bus, Addresses.ISSUE, issuance::issue);
    Answer.give(bus, Addresses.CHANGE, changes::change);
    Answer.give(bus, Addresses.ROTATE, rotation::rotate);
    Answer.give(bus, Addresses.ROTATION, rotations::read);
    Answer.give(bus, Addresses.REVOKE, request -> figures.revoking(revocation.revoke(request)));
    Answer.give(
        bus, Addresses.SURRENDER, request -> figures.revoking(surrender.surrender(request)));
    Answer.give(bus, LeakAddresses.REPORT, leaked::report);
    Answer.give(bus, Addresses.RECEIPT, revocation::receipt);
  }
}
