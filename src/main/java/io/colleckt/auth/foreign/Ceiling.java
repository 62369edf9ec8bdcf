package io.colleckt.auth.foreign;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The most that a token may here, whatever its source gives it, since somebody here has left it no
 * more; empty = nobody has.
 */
public record Ceiling(Optional<List<String>> abilities, Optional<Instant> expiresAt) {
  /** Where nobody here has taken anything away. */
  public static final Ceiling NONE = new Ceiling(Optional.empty(), Optional.empty());

  public Ceiling {
    abilities = abilities.map(List::copyOf);
  }
}
