package io.colleckt.auth.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.foreign.KnownImport.Settings;
import io.colleckt.auth.testing.TestToken;
import io.colleckt.auth.token.Environment;
import io.colleckt.auth.token.TokenState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DriftTest {
  private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");
  private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
  private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");
  private static final Instant JULY = Instant.parse("2026-07-01T00:00:00Z");
  private static final Settings SEEN = settings("name", List.of("read", "write"), JUNE);

  @Test
  void whatHasNotChangedStays() {
    Drift drift = drift(SEEN, SEEN);
    assertThat(drift.isNews()).isFalse();
    assertThat(drift.changesToken()).isFalse();
  }

  @Test
  void whatHasChangedThereChangesHere() {
    Settings theirs = settings("new", List.of("read"), MAY);
    assertThat(drift(SEEN, theirs).settled()).isEqualTo(theirs);
    assertThat(drift(SEEN, theirs).changesToken()).isTrue();
  }

  @Test
  void whatHasChangedHereStays() {
    Settings ours = settings("ours", List.of("read"), MAY);
    assertThat(drift(ours, SEEN).settled()).isEqualTo(ours);
    assertThat(drift(ours, SEEN).isNews()).isFalse();
  }

  @Test
  void whatHasChangedAtBothIsWhatBothAllow() {
    Settings ours = settings("ours", List.of("read", "list"), MAY);
    Settings theirs = settings("theirs", List.of("write", "list"), null);
    assertThat(drift(ours, theirs).settled()).isEqualTo(settings("ours", List.of("list"), MAY));
    assertThat(drift(theirs, ours).settled().expiresAt()).contains(MAY);
  }

  @Test
  void everythingIsHeldByWhoeverHoldsEverything() {
    assertThat(both(List.of("read"), List.of("*"))).containsExactly("read");
    assertThat(both(List.of("*"), List.of("read", "list"))).containsExactly("read", "list");
    assertThat(both(List.of("*"), List.of("*"))).containsExactly("*");
    assertThat(both(List.of("*", "tokens:introspect"), List.of("*"))).containsExactly("*");
  }

  @Test
  void anotherHashIsAnotherSecret() {
    Drift drift = new Drift(known("old", SEEN), token("new", SEEN));
    assertThat(drift.changesToken()).isTrue();
    assertThat(drift.settled()).isEqualTo(SEEN);
  }

  @Test
  void whatWasTakenAwayHereStaysAwayWhateverTheSourceGivesLater() {
    Drift drift = drift(settings("n", List.of("read"), MAY), settings("n", List.of(), JUNE));
    for (Settings theirs :
        List.of(
            settings("n", List.of("read"), APRIL),
            settings("n", List.of(), null),
            settings("n", List.of("*"), JULY),
            settings("n", List.of("read", "write"), JULY))) {
      drift = next(drift, theirs);
    }
    assertThat(drift.settled()).isEqualTo(settings("n", List.of("read"), MAY));
  }

  @Test
  void whatWasGivenBackHereIsLimitedNoMore() {
    Drift narrowed = drift(settings("n", List.of("read"), JUNE), settings("n", List.of(), JUNE));
    Drift widened = next(narrowed, settings("n", List.of("read", "write"), JUNE));
    assertThat(widened.settled().abilities()).containsExactly("read");
    Settings all = settings("n", List.of("write", "read"), JUNE);
    KnownImport restored = known("secret", all, Settings.of(widened.token()), widened.ceiling());
    Settings more = settings("n", List.of("read", "write", "list"), JULY);
    assertThat(new Drift(restored, token("secret", more)).settled()).isEqualTo(more);
  }

  /** The source has changed once more since then, and here nobody did anything. */
  private static Drift next(Drift drift, Settings theirs) {
    Settings seen = Settings.of(drift.token());
    return new Drift(
        known("secret", drift.settled(), seen, drift.ceiling()), token("secret", theirs));
  }

  /** Both have changed since {@code SEEN}. */
  private static List<String> both(List<String> ours, List<String> theirs) {
    return drift(settings("name", ours, JUNE), settings("name", theirs, JUNE))
        .settled()
        .abilities();
  }

  private static Drift drift(Settings here, Settings there) {
    return new Drift(known("secret", here), token("secret", there));
  }

  private static KnownImport known(String secret, Settings here) {
    return known(secret, here, SEEN, Ceiling.NONE);
  }

  private static KnownImport known(String secret, Settings here, Settings seen, Ceiling ceiling) {
    return new KnownImport(
        1,
        1,
        TestToken.hash(secret),
        TokenState.ACTIVE,
        here,
        Optional.of(seen),
        ceiling,
        Optional.empty());
  }

  private static ForeignToken token(String secret, Settings there) {
    return new ForeignToken(
        1,
        1,
        there.name(),
        Environment.PRODUCTION,
        TestToken.hash(secret),
        there.abilities(),
        new ForeignToken.Dates(Optional.empty(), there.expiresAt(), Optional.empty()),
        List.of());
  }

  private static Settings settings(String name, List<String> abilities, Instant expiresAt) {
    return new Settings(name, abilities, Optional.ofNullable(expiresAt));
  }
}
