package io.colleckt.auth.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.activity.Calls;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.CheckOutcome;
import io.colleckt.auth.token.IpAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is surely familiar is not looked at; whatever else comes is, once. */
class StrangeCallsTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Watch WATCH = new Watch(1, NOON, LocalDate.parse("2026-03-01"), 1, 1, 1);

  private final Time time = new Time();
  private final StrangeCalls strange = new StrangeCalls(time, new FamiliarCalls(10));

  private static final class Time extends Clock {
    private Instant now = NOON;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @Test
  void oneOfAShapeIsHandedOver() {
    Calls first = call("203.0.113.1", "/flows/1", NOON);
    assertThat(strange.among(List.of(first, call("203.0.113.2", "/flows/2", NOON.plusSeconds(1)))))
        .containsExactly(first);
  }

  @Test
  void whatWaitsIsNotHandedOverAgainForAWhile() {
    List<Calls> calls = List.of(call("203.0.113.1", "/a", NOON));
    strange.handedOver(strange.among(calls));
    assertThat(strange.among(calls)).isEmpty();
    time.now = NOON.plus(StrangeCalls.WAIT);
    assertThat(strange.among(calls)).isEqualTo(calls);
  }

  @Test
  void whatWasLearnedIsFamiliarForTheDay() {
    strange.learn(List.of(call("203.0.113.1", "/a", NOON)), List.of(WATCH));
    assertThat(strange.among(List.of(call("203.0.113.1", "/a", NOON)))).isEmpty();
    assertThat(
            strange.among(
                List.of(
                    call("198.51.100.1", "/a", NOON),
                    call("203.0.113.1", "/b", NOON),
                    call("203.0.113.1", "/a", NOON.plus(Duration.ofDays(1))))))
        .hasSize(3);
  }

  /** So that a stranger's call does not hide one from where the token was used. */
  @Test
  void revokedTokenIsLookedAtOnceADayAndNetwork() {
    strange.learn(List.of(revoked("198.51.100.1", NOON)), List.of(WATCH));
    Calls other = revoked("203.0.113.1", NOON);
    Calls later = revoked("198.51.100.1", NOON.plus(Duration.ofDays(1)));
    assertThat(strange.among(List.of(revoked("198.51.100.2", NOON), other, later)))
        .containsExactly(other, later);
  }

  @Test
  void whatIsForgottenIsLookedAtAgain() {
    Calls one = call("203.0.113.1", "/a", NOON);
    strange.learn(List.of(one), List.of(WATCH));
    for (int token = 2; token < 9; token++) {
      Calls other = new Calls(token, one.caller(), one.outcome(), one.atMillis(), 1);
      Watch watch = new Watch(token, NOON, LocalDate.parse("2026-03-01"), 1, 1, 1);
      strange.learn(List.of(other), List.of(watch));
    }
    assertThat(strange.among(List.of(one))).containsExactly(one);
  }

  @Test
  void refusedCallsThatNoRuleLooksAtArePassedOver() {
    Calls call = call("203.0.113.1", "/a", NOON);
    assertThat(
            strange.among(
                List.of(
                    new Calls(1, call.caller(), CheckOutcome.WRONG_SECRET, call.atMillis(), 1),
                    new Calls(1, call.caller(), CheckOutcome.PAUSED, call.atMillis(), 1))))
        .isEmpty();
  }

  private static Calls revoked(String address, Instant at) {
    Calls call = call(address, "/a", at);
    return new Calls(1, call.caller(), CheckOutcome.REVOKED, call.atMillis(), 1);
  }

  private static Calls call(String address, String path, Instant at) {
    Check.Caller caller = new Check.Caller(IpAddress.parse(address), "GET", path, "curl/8", false);
    return new Calls(1, caller, CheckOutcome.ACCEPTED, at.toEpochMilli(), 1);
  }
}
