package io.colleckt.auth.health;

import java.time.Instant;

/**
 * Something that is wrong with this node at the moment.
 *
 * @param words a sentence for operators
 * @param since when it was noticed, by this machine's clock
 */
public record Trouble(Kind kind, String words, Instant since) {
  /** What can be wrong. */
  public enum Kind {
    /** It was told to stop. */
    STOPPING("stopping", true),

    /** The whole process stood still, a moment ago. */
    FROZEN("frozen", true),

    /** Its wall clock was set, or the machine slept, a moment ago. */
    CLOCK("clock", true),

    /** An event loop does not turn. */
    EVENT_LOOP("event_loop", true),

    /** Neither store answers. */
    STORES("stores", true),

    /** Redis does not answer; Postgres judges. */
    REDIS("redis", false),

    /** Postgres does not answer; known tokens are checked, nothing else goes. */
    POSTGRES("postgres", false),

    /** No node that owns Postgres is in reach; known tokens are checked, nothing else goes. */
    PERSISTENCE("persistence", false);

    private final String label;
    private final boolean bars;

    Kind(String label, boolean bars) {
      this.label = label;
      this.bars = bars;
    }

    /** Its name in JSON. */
    public String label() {
      return label;
    }

    /** Whether no checks should be sent to this node meanwhile. */
    public boolean bars() {
      return bars;
    }
  }
}
