package io.colleckt.auth.http;

import io.vertx.core.Vertx;
import java.util.Map;

/**
 * How many long readings may run at a time on this node: so many of a workspace, and so many in
 * all. This class is threadsafe.
 */
final class ExportPlaces {
  private static final int MOST_OF_A_WORKSPACE = 2;
  private static final int MOST = 8;
  private static final int ALL = 0;

  /** By workspace, shared by all event loops of the node. */
  private final Map<Integer, Integer> taken;

  ExportPlaces(Vertx vertx) {
    this.taken = vertx.sharedData().getLocalMap(ExportPlaces.class.getName());
  }

  /** Takes a place if there is one; tells whether there was. */
  boolean take(int workspaceId) {
    if (!take(workspaceId, MOST_OF_A_WORKSPACE)) {
      return false;
    }
    if (take(ALL, MOST)) {
      return true;
    }
    leave(workspaceId, 1);
    return false;
  }

  /** Gives a place back. */
  void leave(int workspaceId) {
    leave(workspaceId, 1);
    leave(ALL, 1);
  }

  private boolean take(Integer key, int most) {
    if (taken.merge(key, 1, Integer::sum) <= most) {
      return true;
    }
    leave(key, 1);
    return false;
  }

  private void leave(Integer key, int places) {
    taken.merge(key, -places, Integer::sum);
  }
}
