package io.colleckt.auth.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.activity.Calls;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.CheckOutcome;
import io.colleckt.auth.token.IpAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is unexpected depends on what a token was used to. */
class UnexpectedCallsTest {
  private static final Instant FIRST = Instant.parse("2026-03-01T12:00:00Z");
  private static final Instant DAY_LATER = FIRST.plus(Duration.ofDays(1));
  private static final Watch NEW = new Watch(1, null, null, 0, 0, 0);

  @Test
  void firstUseOfATokenIsExpected() {
    UnexpectedCalls unexpected = looked(NEW, call("203.0.113.1", "curl/8", "/flows/7", FIRST));
    assertThat(unexpected.suspicions()).isEmpty();
    assertThat(unexpected.learned())
        .extracting(Habit::value)
        .containsExactly("203.0.113.0/24", "curl", "GET /flows/{id}");
    assertThat(unexpected.watches())
        .containsExactly(new Watch(1, FIRST, LocalDate.parse("2026-03-01"), 1, 1, 1));
  }

  @Test
  void newNetworkAndClientAreToldOnce() {
    assertThat(
            kinds(
                NEW,
                call("203.0.113.1", "curl/8", "/a", FIRST),
                call("198.51.100.1", "curl/9", "/a", DAY_LATER),
                call("203.0.113.9", "node/20", "/a", DAY_LATER),
                call("198.51.100.9", "node/22", "/a", DAY_LATER)))
        .containsExactly(FindingKind.NEW_NETWORK, FindingKind.NEW_USER_AGENT);
  }

  @Test
  void newTokenIsLearnedOfForADay() {
    Instant almost = DAY_LATER.minusMillis(1);
    UnexpectedCalls unexpected =
        looked(
            NEW,
            call("203.0.113.1", "curl/8", "/a", FIRST),
            call("198.51.100.1", "node/20", "/b", almost),
            call("198.51.100.1", "node/20", "/b", DAY_LATER));
    assertThat(unexpected.suspicions()).isEmpty();
    assertThat(unexpected.learned()).hasSize(6);
  }

  @Test
  void newRouteIsToldOnceTheTokenIsAWeekOld() {
    Instant week = FIRST.plus(HabitKind.ROUTE.learning());
    Calls first = call("203.0.113.1", "curl/8", "/a", FIRST);
    assertThat(kinds(NEW, first, call("203.0.113.1", "curl/8", "/b", week.minusMillis(1))))
        .isEmpty();
    assertThat(kinds(NEW, first, call("203.0.113.1", "curl/8", "/b", week)))
        .containsExactly(FindingKind.NEW_ROUTE);
  }

  @Test
  void silenceIsLongAfterThirtyWholeDays() {
    Calls first = call("203.0.113.1", "curl/8", "/a", FIRST);
    Instant day30 = FIRST.plus(Duration.ofDays(30));
    assertThat(kinds(NEW, first, call("203.0.113.1", "curl/8", "/a", day30))).isEmpty();
    assertThat(
            kinds(NEW, first, call("203.0.113.1", "curl/8", "/a", day30.plus(Duration.ofDays(1)))))
        .containsExactly(FindingKind.LONG_SILENCE);
  }

  @Test
  void deadTokenAndBrowserAreToldOnceADay() {
    assertThat(
            kinds(
                NEW,
                dead(CheckOutcome.EXPIRED, FIRST),
                dead(CheckOutcome.EXPIRED, FIRST.plusSeconds(1)),
                dead(CheckOutcome.WRONG_SECRET, FIRST),
                dead(CheckOutcome.EXPIRED, FIRST.plus(Duration.ofDays(1)))))
        .containsExactly(FindingKind.DEAD_TOKEN, FindingKind.DEAD_TOKEN);
    assertThat(kinds(NEW, browser(), browser())).containsExactly(FindingKind.BROWSER);
  }

  /** Its secret is not compared any more, so this may be anybody. */
  @Test
  void revokedTokenFromANetworkThatItWasNotUsedFromIsNoFinding() {
    Calls used = call("203.0.113.9", "curl/8", "/a", FIRST);
    assertThat(kinds(NEW, dead(CheckOutcome.REVOKED, FIRST))).isEmpty();
    assertThat(kinds(NEW, call("198.51.100.1", "curl/8", "/a", FIRST), revoked("203.0.113.1")))
        .isEmpty();
    assertThat(kinds(NEW, used, revoked("203.0.113.1"), revoked("203.0.113.2")))
        .containsExactly(FindingKind.DEAD_TOKEN);
  }

  /** The row of many different refused calls has no address, whatever the token was used from. */
  @Test
  void manyRevokedCallsInOneRowAreNoFinding() {
    Calls local = call("::1", "curl/8", "/a", FIRST);
    assertThat(kinds(NEW, local, revoked("::"))).isEmpty();
    assertThat(kinds(NEW, local, revoked("::1"))).containsExactly(FindingKind.DEAD_TOKEN);
  }

  @Test
  void lastNetworkThatFindsRoomSaysSoAndFurtherOnesAreNotTold() {
    int most = HabitKind.NETWORK.most();
    Watch full = new Watch(1, FIRST, LocalDate.parse("2026-03-01"), most - 1, 50, 1000);
    UnexpectedCalls unexpected =
        looked(
            full,
            call("203.0.113.1", "curl/8", "/a", DAY_LATER),
            call("198.51.100.1", "curl/8", "/b", DAY_LATER));
    assertThat(unexpected.suspicions())
        .singleElement()
        .returns("203.0.113.0/24", Suspicion::value)
        .returns(most, suspicion -> suspicion.detail().get("last_of"));
  }

  @Test
  void refusedCallsTeachNothingAndOtherTokensArePassedOver() {
    UnexpectedCalls unexpected = looked(NEW, dead(CheckOutcome.PAUSED, FIRST));
    assertThat(unexpected.learned()).isEmpty();
    assertThat(looked(new Watch(2, null, null, 0, 0, 0), browser()).suspicions()).isEmpty();
  }

  private static List<FindingKind> kinds(Watch watch, Calls... calls) {
    return looked(watch, calls).suspicions().stream().map(Suspicion::kind).toList();
  }

  private static UnexpectedCalls looked(Watch watch, Calls... calls) {
    UnexpectedCalls unexpected = new UnexpectedCalls(List.of(watch), Set.of());
    List.of(calls).forEach(unexpected::look);
    return unexpected;
  }

  private static Calls call(String address, String userAgent, String path, Instant at) {
    Check.Caller caller = new Check.Caller(IpAddress.parse(address), "GET", path, userAgent, false);
    return new Calls(1, caller, CheckOutcome.ACCEPTED, at.toEpochMilli(), 1);
  }

  private static Calls dead(CheckOutcome outcome, Instant at) {
    return dead(outcome, "203.0.113.1", at);
  }

  private static Calls revoked(String address) {
    return dead(CheckOutcome.REVOKED, address, DAY_LATER);
  }

  private static Calls dead(CheckOutcome outcome, String address, Instant at) {
    Check.Caller caller = new Check.Caller(IpAddress.parse(address), "GET", "/a", "curl/8", false);
    return new Calls(1, caller, outcome, at.toEpochMilli(), 1);
  }

  private static Calls browser() {
    Check.Caller caller =
        new Check.Caller(IpAddress.parse("203.0.113.1"), "GET", "/a", "curl/8", true);
    return new Calls(1, caller, CheckOutcome.ACCEPTED, FIRST.toEpochMilli(), 1);
  }
}
