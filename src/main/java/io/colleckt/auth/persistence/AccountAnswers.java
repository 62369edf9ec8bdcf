package io.colleckt.auth.persistence;

import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.bus.Answer;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;

/** Answers what is asked about members, sessions and workspaces. Used from one context. */
final class AccountAnswers {
  private final Forgetting forgetting;
  private final SignIns signIns;
  private final SignIns sessions;
  private final SignIns signOuts;
  private final PasswordChanges passwordChanges;
  private final Acceptances acceptances;
  private final Invitations invitations;
  private final Memberships memberships;
  private final Memberships endings;
  private final Workspaces workspaces;
  private final AnswerFigures figures;

  /**
   * @param database for members that were let in
   * @param endings for what ends access, and nothing else
   * @param visits for whoever knocks
   * @param sessions for who they are
   */
  AccountAnswers(
      Vertx vertx, Database database, Database endings, Database visits, Database sessions) {
    Passwords passwords = new Passwords(vertx);
    this.forgetting = new Forgetting(database);
    Attempts attempts = new Attempts(vertx, visits, passwords);
    this.signIns = new SignIns(visits, attempts);
    this.sessions = new SignIns(sessions, attempts);
    this.signOuts = new SignIns(endings, attempts);
    this.passwordChanges = new PasswordChanges(database, attempts, passwords);
    this.acceptances = new Acceptances(visits, attempts, passwords);
    this.invitations = new Invitations(database);
    this.memberships = new Memberships(database);
    this.endings = new Memberships(endings);
    this.workspaces = new Workspaces(database);
    this.figures = new AnswerFigures(database.metrics());
  }

  /** Answers from now on, and deletes now and then what can be used no longer. */
  void register(EventBus bus, Rounds rounds) {
    Answer.give(bus, Addresses.SIGN_IN, visitor -> figures.signingIn(signIns.signIn(visitor)));
    Answer.give(bus, Addresses.SESSION, sessions::session);
    Addresses.SIGN_OUT.answer(bus, signOuts::signOut);
    Addresses.REFUSAL.answer(bus, signIns::refusal);
    Answer.give(bus, Addresses.CHANGE_PASSWORD, passwordChanges::change);
    Answer.give(bus, Addresses.INVITATION, acceptances::describe);
    Answer.give(bus, Addresses.ACCEPT_INVITATION, acceptances::accept);
    Answer.give(bus, Addresses.INVITE, invitations::invite);
    Addresses.MEMBERS.answer(bus, memberships::list);
    Answer.give(bus, Addresses.MEMBER, memberships::read);
    Answer.give(bus, Addresses.CHANGE_ROLE, endings::changeRole);
    Answer.give(bus, Addresses.REMOVE_MEMBER, endings::remove);
    Answer.give(bus, Addresses.REVOKE_INVITATION, endings::revokeInvitation);
    Answer.give(bus, Addresses.WORKSPACE, workspaces::read);
    Answer.give(bus, Addresses.CHANGE_WORKSPACE, workspaces::change);
    forgetting.start(rounds);
  }
}
