package io.colleckt.auth.foreign;

import io.colleckt.auth.foreign.KnownImport.Settings;
import io.colleckt.auth.token.Grant;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What becomes of a token that was changed at the source, here, or at both. What was changed at one
 * of them only is taken from there; what was changed at both becomes what both allow.
 *
 * @param known the token here, which comes from the source
 * @param token the same at the source
 */
public record Drift(KnownImport known, ForeignToken token) {

  /** How the token is to be here. */
  public Settings settled() {
    Settings seen = known.seen().orElseThrow();
    Settings now = known.now();
    Settings theirs = Settings.of(token);
    return new Settings(
        theirs.name().equals(seen.name()) || !now.name().equals(seen.name())
            ? now.name()
            : theirs.name(),
        abilities(seen.abilities(), now.abilities(), theirs.abilities()),
        expiry(seen.expiresAt(), now.expiresAt(), theirs.expiresAt()));
  }

  /** Whether anything about the token itself is to change. */
  public boolean changesToken() {
    return !known.hash().matches(token.hash()) || !settled().equals(known.now());
  }

  /** Whether the source is another than when it was looked at last. */
  public boolean isNews() {
    return changesToken() || !Settings.of(token).equals(known.seen().orElseThrow());
  }

  private static List<String> abilities(List<String> seen, List<String> now, List<String> theirs) {
    if (theirs.equals(seen)) {
      return now;
    }
    return now.equals(seen) ? theirs : both(now, theirs);
  }

  private static List<String> both(List<String> now, List<String> theirs) {
    Grant ours = grant(now);
    Grant there = grant(theirs);
    return Stream.concat(
            theirs.stream().filter(name -> isHeld(ours, name)),
            now.stream().filter(name -> isHeld(there, name)))
        .distinct()
        .toList();
  }

  /** Everything is held only by who holds everything. */
  private static boolean isHeld(Grant grant, String name) {
    return name.equals(Grant.EVERY_ABILITY) ? grant.abilities().contains(name) : grant.holds(name);
  }

  private static Grant grant(List<String> abilities) {
    return new Grant(abilities, List.of(), Optional.empty());
  }

  private static Optional<Instant> expiry(
      Optional<Instant> seen, Optional<Instant> now, Optional<Instant> theirs) {
    if (Objects.equals(theirs, seen)) {
      return now;
    }
    return now.equals(seen) ? theirs : RowReader.earlier(now, theirs);
  }
}
