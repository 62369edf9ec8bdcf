package io.colleckt.auth.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.token.Expiry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every expiry is a whole second, one minute to as many days ahead as the workspace allows. */
class ExpiryRulesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.750Z");
  private static final ExpiryRules RULES = new ExpiryRules(366, false, NOW);
  private static final ExpiryRules SHORT = new ExpiryRules(30, true, NOW);

  @Test
  void standardIs180DaysOrWhatTheWorkspaceAllows() {
    assertThat(RULES.grant(Expiry.STANDARD)).isEqualTo(at("2026-08-28T10:00:00Z"));
    assertThat(SHORT.grant(Expiry.STANDARD)).isEqualTo(at("2026-03-31T10:00:00Z"));
  }

  @Test
  void daysCountFromNow() {
    assertThat(RULES.grant(new Expiry.InDays(366))).isEqualTo(at("2027-03-02T10:00:00Z"));
    assertThat(SHORT.grant(new Expiry.InDays(31))).isInstanceOf(Outcome.Invalid.class);
  }

  @Test
  void instantIsCutToTheSecondAndAtLeastAMinuteAhead() {
    assertThat(RULES.grant(new Expiry.At(NOW.plusSeconds(60))))
        .isEqualTo(at("2026-03-01T10:01:00Z"));
    assertThat(RULES.grant(new Expiry.At(NOW.plusSeconds(60).minusMillis(1))))
        .isInstanceOf(Outcome.Invalid.class);
    assertThat(SHORT.grant(new Expiry.At(NOW.plus(Duration.ofDays(30)).plusMillis(1))))
        .isInstanceOf(Outcome.Invalid.class);
  }

  @Test
  void neverIsForWorkspacesThatAllowIt() {
    assertThat(RULES.grant(Expiry.NEVER)).isInstanceOf(Outcome.Invalid.class);
    assertThat(SHORT.grant(Expiry.NEVER)).isEqualTo(new Outcome.Done<>(Optional.empty()));
  }

  @Test
  void replacementLivesAsLongAsTheOldOneWithinWhatIsAllowed() {
    assertThat(SHORT.ofReplacement(Optional.of(Duration.ofDays(7))))
        .contains(Instant.parse("2026-03-08T10:00:00Z"));
    assertThat(SHORT.ofReplacement(Optional.of(Duration.ofDays(180))))
        .contains(Instant.parse("2026-03-31T10:00:00Z"));
    assertThat(SHORT.ofReplacement(Optional.empty())).isEmpty();
    assertThat(RULES.ofReplacement(Optional.empty()))
        .contains(Instant.parse("2027-03-02T10:00:00Z"));
  }

  private static Outcome<Optional<Instant>> at(String instant) {
    return new Outcome.Done<>(Optional.of(Instant.parse(instant)));
  }
}
