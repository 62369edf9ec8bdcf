package io.colleckt.auth.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.activity.Calls;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.CheckOutcome;
import io.colleckt.auth.token.Environment;
import io.colleckt.auth.token.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is counted by item is bounded for each token by itself, and no call is lost of it. */
class TallyTest {
  private static final long AT = 1_790_000_000_123L;
  private static final int LOUD_ADDRESSES = 2_000;
  private static final int QUIET_TOKENS = 300;

  private final List<ActivityEntry> entries = new ArrayList<>();

  @Test
  void loudTokenTakesNoRoomOfQuietOnes() {
    for (int i = 0; i < LOUD_ADDRESSES; i++) {
      add(1, 1, i, 9);
    }
    for (int token = 2; token < 2 + QUIET_TOKENS; token++) {
      add(1 + token % 2, token, token, 1);
    }
    Tally tally = new Tally(entries);

    for (long token = 2; token < 2 + QUIET_TOKENS; token++) {
      assertThat(named(tally, token, Tally.ADDRESS)).as("token %s", token).isEqualTo(1);
      assertThat(named(tally, token, Tally.ROUTE)).as("token %s", token).isEqualTo(1);
    }
    assertThat(named(tally, 1, Tally.ADDRESS)).isEqualTo(Tally.MOST_OF_TOKEN);
    assertThat(calls(tally, 1, Tally.ADDRESS)).isEqualTo(9 * LOUD_ADDRESSES);
  }

  @Test
  void eachWorkspaceHasItsOwnRoom() {
    for (int i = 0; i < LOUD_ADDRESSES; i++) {
      add(1, 1, i, 9);
    }
    add(2, 2, 7, 1);
    Tally tally = new Tally(entries);

    assertThat(tally.items.keySet())
        .filteredOn(item -> item.tokenId() == 0 && item.kind().equals(Tally.ADDRESS))
        .filteredOn(item -> !item.item().isEmpty())
        .extracting(Tally.Item::workspaceId)
        .hasSize(Tally.MOST_OF_WORKSPACE + 1)
        .contains(2);
    assertThat(calls(tally, 0, Tally.ADDRESS)).isEqualTo(9 * LOUD_ADDRESSES + 1);
  }

  @Test
  void largestKeepTheirNames() {
    for (int i = 0; i < LOUD_ADDRESSES; i++) {
      add(1, 1, i, 1 + i);
    }
    Tally tally = new Tally(entries);
    assertThat(tally.items.entrySet())
        .filteredOn(each -> each.getKey().tokenId() == 1)
        .filteredOn(each -> each.getKey().kind().equals(Tally.ADDRESS))
        .filteredOn(each -> !each.getKey().item().isEmpty())
        .extracting(each -> each.getValue().calls())
        .allMatch(calls -> calls > LOUD_ADDRESSES - Tally.MOST_OF_TOKEN);
  }

  private void add(int workspaceId, long tokenId, int address, int count) {
    Check.Caller caller =
        new Check.Caller(new IpAddress(0x20010db8L << 32, address), "GET", "/", "curl/8", false);
    entries.add(
        new ActivityEntry(
            new Calls(tokenId, caller, CheckOutcome.ACCEPTED, AT, count),
            new TokenHomes.Home(workspaceId, Environment.SANDBOX),
            1,
            1));
  }

  private static long named(Tally tally, long tokenId, String kind) {
    return tally.items.keySet().stream()
        .filter(item -> item.tokenId() == tokenId && item.kind().equals(kind))
        .filter(item -> !item.item().isEmpty())
        .count();
  }

  private static long calls(Tally tally, long tokenId, String kind) {
    return tally.items.entrySet().stream()
        .filter(each -> each.getKey().tokenId() == tokenId && each.getKey().kind().equals(kind))
        .map(Map.Entry::getValue)
        .mapToLong(Tally.Count::calls)
        .sum();
  }
}
