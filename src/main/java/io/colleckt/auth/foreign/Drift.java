package io.colleckt.auth.foreign;

import io.colleckt.auth.foreign.KnownImport.Settings;
import io.colleckt.auth.token.Grant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What becomes of a token that was changed at the source, here, or at both. What was changed here
 * only stays; what the source gives from then on counts as far as what was left here allows it,
 * also when the source has taken it away in between.
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
        theirs.abilities().equals(seen.abilities())
            ? now.abilities()
            : below(ceiling().abilities(), theirs.abilities()),
        theirs.expiresAt().equals(seen.expiresAt())
            ? now.expiresAt()
            : RowReader.earlier(ceiling().expiresAt(), theirs.expiresAt()));
  }

  /** What is left to the token here. That it is not as it was settled last is a member's choice. */
  public Ceiling ceiling() {
    Settings seen = known.seen().orElseThrow();
    Settings now = known.now();
    Ceiling before = known.ceiling();
    return new Ceiling(
        abilities(before.abilities(), seen.abilities(), now.abilities()),
        expiry(before.expiresAt(), seen.expiresAt(), now.expiresAt()));
  }

  /** Whether anything about the token itself is to change. */
  public boolean changesToken() {
    return !known.hash().matches(token.hash()) || !settled().equals(known.now());
  }

  /** Whether the source is another than when it was looked at last. */
  public boolean isNews() {
    return changesToken() || !Settings.of(token).equals(known.seen().orElseThrow());
  }

  private static Optional<List<String>> abilities(
      Optional<List<String>> before, List<String> seen, List<String> now) {
    if (isSame(now, below(before, seen))) {
      return before;
    }
    return isSame(now, seen) ? Optional.empty() : Optional.of(now);
  }

  private static boolean isSame(List<String> some, List<String> others) {
    return Set.copyOf(some).equals(Set.copyOf(others));
  }

  private static List<String> below(Optional<List<String>> ceiling, List<String> theirs) {
    return ceiling.map(most -> both(most, theirs)).orElse(theirs);
  }

  private static List<String> both(List<String> most, List<String> theirs) {
    Grant ours = grant(most);
    Grant there = grant(theirs);
    return Stream.concat(
            theirs.stream().filter(name -> isHeld(ours, name)),
            most.stream().filter(name -> isHeld(there, name)))
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
      Optional<Instant> before, Optional<Instant> seen, Optional<Instant> now) {
    if (now.equals(RowReader.earlier(before, seen))) {
      return before;
    }
    return now.equals(seen) ? Optional.empty() : now;
  }
}
