package io.colleckt.auth.persistence;

import io.colleckt.auth.bus.Addresses;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;

/** Answers what is asked about members, sessions and workspaces. Used from one context. */
final class AccountAnswers {
  private final Vertx vertx;
  private final Forgetting forgetting;
  private final SignIns signIns;
  private final SignIns sessions;
  private final PasswordChanges passwordChanges;
  private final Acceptances acceptances;
  private final Invitations invitations;
  private final Memberships memberships;
  private final Workspaces workspaces;

  /**
   * @param database for members that were let in
   * @param visits for whoever knocks
   * @param sessions for who they are
   */
  AccountAnswers(Vertx vertx, Database database, Database visits, Database sessions) {
    Passwords passwords = new Passwords(vertx);
    this.vertx = vertx;
    this.forgetting = new Forgetting(database);
    Attempts attempts = new Attempts(vertx, visits, passwords);
    this.signIns = new SignIns(visits, attempts);
    this.sessions = new SignIns(sessions, attempts);
    this.passwordChanges = new PasswordChanges(database, attempts, passwords);
    this.acceptances = new Acceptances(visits, attempts, passwords);
    this.invitations = new Invitations(database);
    this.memberships = new Memberships(database);
    this.workspaces = new Workspaces(database);
  }

  /** Answers from now on, and deletes now and then what can be used no longer. */
  void register(EventBus bus) {
    Addresses.SIGN_IN.answer(bus, signIns::signIn);
    Addresses.SESSION.answer(bus, sessions::session);
    Addresses.SIGN_OUT.answer(bus, signIns::signOut);
    Addresses.REFUSAL.answer(bus, signIns::refusal);
    Addresses.CHANGE_PASSWORD.answer(bus, passwordChanges::change);
    Addresses.ACCEPT_INVITATION.answer(bus, acceptances::accept);
    Addresses.INVITE.answer(bus, invitations::invite);
    Addresses.MEMBERS.answer(bus, memberships::list);
    Addresses.MEMBER.answer(bus, memberships::read);
    Addresses.CHANGE_ROLE.answer(bus, memberships::changeRole);
    Addresses.REMOVE_MEMBER.answer(bus, memberships::remove);
    Addresses.WORKSPACE.answer(bus, workspaces::read);
    Addresses.CHANGE_WORKSPACE.answer(bus, workspaces::change);
    forgetting.start(vertx);
  }
}
