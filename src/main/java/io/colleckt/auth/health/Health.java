package io.colleckt.auth.health;

import io.colleckt.auth.health.Trouble.Kind;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is wrong with this node at the moment. The log says when something begins and when it is
 * over. This class is threadsafe.
 */
public final class Health {
  private static final Logger LOG = LoggerFactory.getLogger(Health.class);

  private final Map<Kind, Trouble> troubles = new EnumMap<>(Kind.class);

  /** It is wrong from now on; while it already is, nothing happens. */
  public synchronized void begin(Kind kind, String words) {
    if (!troubles.containsKey(kind)) {
      troubles.put(kind, new Trouble(kind, words, Instant.now()));
      LOG.warn("{} {}", kind.bars() ? "Not ready:" : "Still ready:", words);
    }
  }

  /** It is over; if it was not wrong, nothing happens. */
  public synchronized void end(Kind kind) {
    Trouble over = troubles.remove(kind);
    if (over != null) {
      LOG.warn("{} That is over: {}", isReady() ? "Ready." : "Still not ready.", over.words());
    }
  }

  /** Whether checks should be sent to this node. */
  public synchronized boolean isReady() {
    return troubles.keySet().stream().noneMatch(Kind::bars);
  }

  /** Whether nothing at all is wrong: then others had better ask this node. */
  public synchronized boolean isWell() {
    return troubles.isEmpty();
  }

  /** Whether this is wrong now. */
  public synchronized boolean has(Kind kind) {
    return troubles.containsKey(kind);
  }

  /** All that is wrong now. */
  public synchronized List<Trouble> troubles() {
    return List.copyOf(troubles.values());
  }
}
