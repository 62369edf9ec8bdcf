package io.colleckt.auth.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.CheckOutcome;
import io.colleckt.auth.token.IpAddress;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FoldingTest {
  private static final long SECOND = 1_790_000_000_000L;

  private final Folding folding = new Folding();

  @Test
  void twentyCallsAlikeAreTwentyRows() {
    List<Calls> calls = calls(20, CheckOutcome.ACCEPTED, "/v1/verify", SECOND);
    assertThat(folding.fold(calls)).isEqualTo(calls);
  }

  @Test
  void moreAreOneRowWithTheTimeOfTheLast() {
    List<Calls> calls = calls(21, CheckOutcome.ACCEPTED, "/v1/verify", SECOND);
    assertThat(folding.fold(calls))
        .containsExactly(
            new Calls(7, caller("/v1/verify"), CheckOutcome.ACCEPTED, SECOND + 20, 21));
  }

  @Test
  void aSecondIsOneOfTheClock() {
    List<Calls> calls = calls(30, CheckOutcome.ACCEPTED, "/v1/verify", SECOND - 15);
    assertThat(folding.fold(calls)).isEqualTo(calls);
  }

  @Test
  void rowsComeByTime() {
    List<Calls> late = calls(30, CheckOutcome.ACCEPTED, "/late", SECOND + 500);
    List<Calls> early = calls(3, CheckOutcome.ACCEPTED, "/early", SECOND);
    assertThat(folding.fold(Stream.concat(late.stream(), early.stream()).toList()))
        .extracting(Calls::atMillis)
        .isSorted()
        .hasSize(4);
  }

  @Test
  void refusedCallsBeyondTenDifferentOnesAreOneRow() {
    List<Calls> rows = folding.fold(different(100, CheckOutcome.WRONG_SECRET, "/a"));
    assertThat(rows).hasSize(11);
    assertThat(rows.stream().mapToInt(Calls::count).sum()).isEqualTo(100);
    assertThat(rows.stream().filter(row -> row.caller().path().equals("*")))
        .containsExactly(
            new Calls(
                7,
                new Check.Caller(new IpAddress(0, 0), "*", "*", "", false),
                CheckOutcome.WRONG_SECRET,
                SECOND,
                90));
  }

  @Test
  void whatWasRefusedIsRememberedFromStretchToStretch() {
    folding.fold(different(8, CheckOutcome.REVOKED, "/a"));
    assertThat(folding.fold(different(8, CheckOutcome.REVOKED, "/b"))).hasSize(3);
  }

  @Test
  void theSameStretchOnceMoreGivesTheSameRows() {
    List<Calls> calls = different(50, CheckOutcome.REVOKED, "/a");
    assertThat(folding.fold(calls)).isEqualTo(folding.fold(calls));
  }

  @Test
  void acceptedCallsThatDifferStayRows() {
    assertThat(folding.fold(different(100, CheckOutcome.ACCEPTED, "/a"))).hasSize(100);
  }

  private static List<Calls> calls(int count, CheckOutcome outcome, String path, long from) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Calls(7, caller(path), outcome, from + i, 1))
        .toList();
  }

  private static List<Calls> different(int count, CheckOutcome outcome, String path) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Calls(7, caller(path + i), outcome, SECOND, 1))
        .toList();
  }

  private static Check.Caller caller(String path) {
    return new Check.Caller(IpAddress.parse("192.0.2.1"), "GET", path, "curl/8", false);
  }
}
