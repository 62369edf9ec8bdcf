package io.colleckt.auth.settings;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What a node does. All of it, unless it is told otherwise; others in its cluster do the rest. */
public enum NodeRole {
  /** Serves the API and the dashboard. */
  HTTP,

  /** Judges checks, over Redis, for the {@link #HTTP} of the same process. */
  VALIDATION,

  /**
   * Owns Postgres, and what must be in Redis before a change is answered. Delivers messages to
   * webhooks too: they are signed in the process that reads the secrets.
   */
  PERSISTENCE,

  /** Brings calls from Redis into the log. */
  ACTIVITY;

  /** Everything: a node that needs no other. */
  public static final Set<NodeRole> ALL =
      Collections.unmodifiableSet(EnumSet.allOf(NodeRole.class));
}
