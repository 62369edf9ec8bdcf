package io.colleckt.auth.persistence;

import io.colleckt.auth.activity.Calls;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is counted of the rows of one transaction. Used on one event loop. */
final class Tally {
  /** How many items of one kind are counted by name, of one token. */
  static final int MOST_OF_TOKEN = 50;

  /** The same, of all of a workspace. */
  static final int MOST_OF_WORKSPACE = 500;

  static final String ROUTE = "r";
  static final String ADDRESS = "a";
  static final String TOKEN = "t";

  private static final long HOUR_SECONDS = 3600;
  private static final long DAY_SECONDS = 86_400;

  final Map<Hour, Long> hours = new HashMap<>();
  final Map<Item, Count> items = new HashMap<>();

  /** The last accepted call of each token. */
  final Map<Long, Calls> uses = new HashMap<>();

  /**
   * @param tokenId 0 = all of the workspace
   */
  record Hour(int workspaceId, long tokenId, long hourSeconds, int outcome) {}

  /**
   * @param tokenId 0 = all of the workspace
   */
  record Item(int workspaceId, long tokenId, long sinceSeconds, String kind, String item) {
    Item rest() {
      return new Item(workspaceId, tokenId, sinceSeconds, kind, "");
    }

    Group group() {
      return new Group(workspaceId, tokenId, kind);
    }
  }

  /** What is bounded by itself, so that nobody's items take the room of another's. */
  private record Group(int workspaceId, long tokenId, String kind) {
    int most() {
      return tokenId == 0 ? MOST_OF_WORKSPACE : MOST_OF_TOKEN;
    }
  }

  /** So many calls, the last at that time in milliseconds. */
  record Count(long calls, long lastMillis) {
    Count plus(Count other) {
      return new Count(calls + other.calls, Math.max(lastMillis, other.lastMillis));
    }
  }

  Tally(List<ActivityEntry> entries) {
    entries.forEach(this::count);
    bound();
  }

  private void count(ActivityEntry entry) {
    Calls calls = entry.calls();
    int workspaceId = entry.home().workspaceId();
    long seconds = Math.floorDiv(calls.atMillis(), 1000L);
    long hour = seconds - Math.floorMod(seconds, HOUR_SECONDS);
    int outcome = calls.outcome().code();
    long count = calls.count();
    hours.merge(new Hour(workspaceId, calls.tokenId(), hour, outcome), count, Long::sum);
    hours.merge(new Hour(workspaceId, 0, hour, outcome), count, Long::sum);
    if (entry.accepted()) {
      uses.merge(calls.tokenId(), calls, Tally::later);
      long day = seconds - Math.floorMod(seconds, DAY_SECONDS);
      count(entry, calls.tokenId(), hour);
      count(entry, 0, day);
      count(new Item(workspaceId, 0, day, TOKEN, String.valueOf(calls.tokenId())), calls);
    }
  }

  private void count(ActivityEntry entry, long tokenId, long since) {
    int workspaceId = entry.home().workspaceId();
    String address = entry.calls().caller().address().toString();
    count(new Item(workspaceId, tokenId, since, ROUTE, entry.countedRoute()), entry.calls());
    count(new Item(workspaceId, tokenId, since, ADDRESS, address), entry.calls());
  }

  private void count(Item item, Calls calls) {
    items.merge(item, new Count(calls.count(), calls.atMillis()), Count::plus);
  }

  /** The largest stay; the rest is counted together. */
  private void bound() {
    Map<Group, List<Item>> groups = new HashMap<>();
    items.keySet().forEach(item -> groups.computeIfAbsent(item.group(), Tally::none).add(item));
    groups.forEach((group, all) -> bound(all, group.most()));
  }

  private void bound(List<Item> group, int most) {
    if (group.size() > most) {
      group.sort(Comparator.comparingLong(item -> -items.get(item).calls()));
      group.subList(most, group.size()).forEach(this::fold);
    }
  }

  private void fold(Item item) {
    if (!item.item().isEmpty()) {
      items.merge(item.rest(), items.remove(item), Count::plus);
    }
  }

  private static List<Item> none(Group group) {
    return new ArrayList<>();
  }

  private static Calls later(Calls one, Calls other) {
    return other.atMillis() >= one.atMillis() ? other : one;
  }
}
