package io.colleckt.auth.http;

import io.colleckt.auth.account.Actor;
import io.vertx.core.Vertx;
import java.util.List;

/**
 * How many live tails there are, of a member and of a workspace, and for whom something missed is
 * being read, which may cost much: one at a time for a member. This class is threadsafe.
 */
final class TailPlaces {
  private static final int MOST_OF_MEMBER = 10;
  private static final int MOST_OF_WORKSPACE = 50;

  private final Places places;

  TailPlaces(Vertx vertx) {
    this.places = new Places(vertx, TailPlaces.class.getName());
  }

  /** Whether there is a place for this member. */
  boolean hasRoom(Actor actor) {
    return places.hasRoom(tail(actor));
  }

  /** Takes a place; false = there is none, and nothing was taken. */
  boolean take(Actor actor) {
    return places.take(tail(actor));
  }

  /** Gives a place back. */
  void give(Actor actor) {
    places.give(tail(actor));
  }

  /** Whether what this member has missed is being read for one of its tails. */
  boolean isCatchingUp(Actor actor) {
    return !places.hasRoom(reading(actor));
  }

  /** Begins such a reading; false = there is one already. */
  boolean beginCatchingUp(Actor actor) {
    return places.take(reading(actor));
  }

  /** It is over, in whatever way; to be called once. */
  void endCatchingUp(Actor actor) {
    places.give(reading(actor));
  }

  private static List<Places.Limit> tail(Actor actor) {
    return List.of(
        new Places.Limit(member(actor), MOST_OF_MEMBER),
        new Places.Limit("workspace " + actor.workspaceId(), MOST_OF_WORKSPACE));
  }

  private static List<Places.Limit> reading(Actor actor) {
    return List.of(new Places.Limit("reading for " + member(actor), 1));
  }

  private static String member(Actor actor) {
    return "member " + actor.memberId() + " of " + actor.workspaceId();
  }
}
