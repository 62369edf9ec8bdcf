package io.colleckt.auth.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.foreign.KnownImport.Settings;
import io.colleckt.auth.testing.TestToken;
import io.colleckt.auth.token.Environment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DriftTest {
  private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");
  private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
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
    return new KnownImport(
        1, 1, TestToken.hash(secret), false, here, Optional.of(SEEN), Optional.empty());
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
