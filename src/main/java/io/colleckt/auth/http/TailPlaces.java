package io.colleckt.auth.http;

import io.colleckt.auth.account.Actor;
import io.vertx.core.Vertx;
import java.util.Map;

/**
 * How many live tails there are, of a member and of a workspace, on all event loops of the process,
 * and for whom something missed is being read, which may cost much: one at a time for a member. May
 * be used from any of them.
 */
final class TailPlaces {
  private static final int MOST_OF_MEMBER = 10;
  private static final int MOST_OF_WORKSPACE = 50;

  private final Map<String, Integer> taken;

  TailPlaces(Vertx vertx) {
    this.taken = vertx.sharedData().getLocalMap(TailPlaces.class.getName());
  }

  /** Whether there is a place for this member. */
  boolean hasRoom(Actor actor) {
    return taken.getOrDefault(member(actor), 0) < MOST_OF_MEMBER
        && taken.getOrDefault(workspace(actor), 0) < MOST_OF_WORKSPACE;
  }

  /** Takes a place; false = there is none, and nothing was taken. */
  boolean take(Actor actor) {
    int ofMember = taken.merge(member(actor), 1, Integer::sum);
    int ofWorkspace = taken.merge(workspace(actor), 1, Integer::sum);
    if (ofMember <= MOST_OF_MEMBER && ofWorkspace <= MOST_OF_WORKSPACE) {
      return true;
    }
    give(actor);
    return false;
  }

  /** Whether what this member has missed is being read for one of its tails. */
  boolean isCatchingUp(Actor actor) {
    return taken.containsKey(reading(actor));
  }

  /** Begins such a reading; false = there is one already. */
  boolean beginCatchingUp(Actor actor) {
    return taken.putIfAbsent(reading(actor), 1) == null;
  }

  /** It is over, in whatever way. */
  void endCatchingUp(Actor actor) {
    taken.remove(reading(actor));
  }

  /** Gives a place back. */
  void give(Actor actor) {
    taken.computeIfPresent(member(actor), (key, count) -> count == 1 ? null : count - 1);
    taken.computeIfPresent(workspace(actor), (key, count) -> count == 1 ? null : count - 1);
  }

  private static String reading(Actor actor) {
    return "reading for " + member(actor);
  }

  private static String member(Actor actor) {
    return "member " + actor.memberId() + " of " + actor.workspaceId();
  }

  private static String workspace(Actor actor) {
    return "workspace " + actor.workspaceId();
  }
}
