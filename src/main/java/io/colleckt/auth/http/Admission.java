package io.colleckt.auth.http;

import io.colleckt.auth.account.Actor;

/** Whether a request may go on. */
sealed interface Admission {

  /** A member's session, and nothing speaks against it. */
  record Admitted(Actor actor) implements Admission {}

  /** No session, or one that has ended: 401. */
  record NoSession() implements Admission {}

  /** A session, but the request did not come from our own pages: 403. */
  record Barred(String message) implements Admission {}
}
