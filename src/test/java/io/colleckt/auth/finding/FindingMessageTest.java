package io.colleckt.auth.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.activity.Calls;
import io.colleckt.auth.leak.Leak;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.CheckOutcome;
import io.colleckt.auth.token.IpAddress;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A finding explains itself in one plain sentence: what, when, from where, compared to what. */
class FindingMessageTest {
  private static final Instant FIRST = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant NOW = Instant.parse("2026-06-01T08:30:00Z");

  @Test
  void everyKindOfUseExplainsItself() {
    Watch watch = new Watch(1, FIRST, LocalDate.parse("2026-03-31"), 1, 2, 3);
    String call = "GET /flows/7 from 198.51.100.9 with curl/8.1 at 2026-06-01T08:30:00Z";
    assertThat(messages(watch, CheckOutcome.ACCEPTED, "/flows/7", "curl/8.1", true))
        .containsExactly(
            "Used again after 61 days without an accepted call, the last on 2026-03-31: "
                + call
                + ".",
            "First accepted call from the network 198.51.100.0/24: "
                + call
                + "; until then it came from 1 other network.",
            "First accepted call by the client curl: "
                + call
                + "; until then it came by 2 other clients.",
            "First call of GET /flows/{id}: "
                + call
                + "; until then the token had used 3 other routes since 2026-03-01T12:00:00Z.",
            "Used by a page in a browser, so it may be exposed in client-side code: " + call + ".");
  }

  @Test
  void refusedCallExplainsItself() {
    Watch watch = new Watch(1, FIRST, LocalDate.parse("2026-03-31"), 1, 1, 1);
    assertThat(messages(watch, CheckOutcome.REVOKED, "/flows/7", "", false))
        .containsExactly(
            "A call with the number of this revoked token came from a network that it was used from"
                + " before, so something may still use it: GET /flows/7 from 198.51.100.9 without a"
                + " user agent at 2026-06-01T08:30:00Z.");
    assertThat(messages(watch, CheckOutcome.EXPIRED, "*", "", false))
        .containsExactly(
            "A call with this expired token was refused, so something still uses it:"
                + " several callers at 2026-06-01T08:30:00Z.");
  }

  @Test
  void leakedTokenExplainsItself() {
    Map<String, Object> found = new Leak("github", "commit", "https://github.com/a/b").facts();
    found.put("at", "2026-06-01T08:30:00Z");
    assertThat(FindingMessage.of(FindingKind.LEAKED, found))
        .isEqualTo(
            "Reported by GitHub at 2026-06-01T08:30:00Z as found at https://github.com/a/b; it was"
                + " revoked.");
    Map<String, Object> told = new Leak("anyone", "", "").facts();
    told.put("at", "2026-06-01T08:30:00Z");
    told.put("expires_at", "2026-06-02T08:30:00Z");
    assertThat(FindingMessage.of(FindingKind.LEAKED, told))
        .isEqualTo(
            "Reported by somebody who holds it at 2026-06-01T08:30:00Z as found somewhere;"
                + " it ends at 2026-06-02T08:30:00Z, so rotate it until then.");
  }

  private static List<String> messages(
      Watch watch, CheckOutcome outcome, String path, String userAgent, boolean browser) {
    Check.Caller caller =
        new Check.Caller(IpAddress.parse("198.51.100.9"), "GET", path, userAgent, browser);
    Set<Habit> known =
        outcome == CheckOutcome.REVOKED
            ? Set.of(new Habit(1, HabitKind.NETWORK, "198.51.100.0/24"))
            : Set.of();
    UnexpectedCalls unexpected = new UnexpectedCalls(List.of(watch), known);
    unexpected.look(new Calls(1, caller, outcome, NOW.toEpochMilli(), 1));
    return unexpected.suspicions().stream()
        .map(one -> FindingMessage.of(one.kind(), one.detail()))
        .toList();
  }
}
