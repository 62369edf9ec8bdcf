package io.colleckt.auth.persistence;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Gives texts that many rows share a number, so that a row holds the number. There is room for so
 * many in a workspace. While less than half of it is used a text gets its number at once; from then
 * on only when it comes a second time, so that paths which are all different (an id in each) do not
 * take the room of those which come again. What only refused calls have gets none: anybody can make
 * such calls. What gets no number stands in the row itself. Used on one event loop.
 */
final class SharedTexts {
  private static final int LONGEST = 200;
  private static final int MOST_REMEMBERED = 60_000;

  /** A check waits for it, and for more after it. */
  private static final Duration SOON = Duration.ofMillis(40);

  private final Database database;
  private final SharedTextsTable table;
  private final int room;
  private final Clock clock;
  private final Sightings sightings = new Sightings();
  private final Recent<Text, Numbered> remembered = new Recent<>(MOST_REMEMBERED);
  private final Recent<Integer, Long> used = new Recent<>(10_000);
  private boolean looking;

  /**
   * A text of a workspace.
   *
   * @param method of a route, else the empty string
   */
  record Text(int workspaceId, String method, String text) {}

  /**
   * A text's number.
   *
   * @param seenOn the day on which the table was last told that it is in use
   */
  record Numbered(int id, LocalDate seenOn) {}

  /**
   * @param room for how many texts of one workspace
   * @param clock tells the day
   */
  SharedTexts(Database database, SharedTextsTable table, int room, Clock clock) {
    this.database = database;
    this.table = table;
    this.room = room;
    this.clock = clock;
  }

  /**
   * Completes with the numbers of these texts, as far as they have or get one. A number that was
   * given out may stand in rows for as long as rows are kept.
   *
   * @param texts each with whether an accepted call has it: the others find a number, but get none
   */
  Future<Map<Text, Integer>> numbers(Map<Text, Boolean> texts) {
    Map<Text, Integer> numbers = new HashMap<>();
    Map<Text, Boolean> wanted = new HashMap<>();
    LocalDate today = LocalDate.now(clock);
    divide(texts, today, numbers, wanted);
    return wanted.isEmpty()
        ? Future.succeededFuture(numbers)
        : look(wanted, today).onSuccess(numbers::putAll).map(numbers);
  }

  /**
   * As above, for who cannot wait: completes within {@link #SOON} with the numbers that are
   * remembered or were found by then. One such look-up is under way at a time; what comes meanwhile
   * has to wait for its next sighting. Never fails.
   *
   * @param texts as above
   */
  Future<Map<Text, Integer>> soon(Map<Text, Boolean> texts) {
    Map<Text, Integer> numbers = new HashMap<>();
    Map<Text, Boolean> wanted = new HashMap<>();
    LocalDate today = LocalDate.now(clock);
    divide(texts, today, numbers, wanted);
    if (wanted.isEmpty() || looking) {
      return Future.succeededFuture(numbers);
    }
    looking = true;
    return look(wanted, today)
        .onComplete(looked -> looking = false)
        .timeout(SOON.toMillis(), TimeUnit.MILLISECONDS)
        .map(found -> joined(numbers, found))
        .otherwise(numbers);
  }

  private void divide(
      Map<Text, Boolean> texts,
      LocalDate today,
      Map<Text, Integer> numbers,
      Map<Text, Boolean> wanted) {
    for (Map.Entry<Text, Boolean> each : texts.entrySet()) {
      Text text = each.getKey();
      Numbered known = remembered.get(text);
      if (known != null && !known.seenOn.isBefore(today)) {
        numbers.put(text, known.id);
      } else if (remembered.remove(text) != null || deserves(text, each.getValue())) {
        wanted.put(text, each.getValue());
      }
    }
  }

  private boolean deserves(Text text, boolean accepted) {
    boolean roomy = accepted && used.getOrDefault(text.workspaceId, 0L) < room / 2;
    return !text.text.isEmpty()
        && text.text.length() <= LONGEST
        && (sightings.again(text) || roomy);
  }

  private Future<Map<Text, Integer>> look(Map<Text, Boolean> texts, LocalDate today) {
    return table
        .find(database, List.copyOf(texts.keySet()))
        .compose(found -> refresh(found, today))
        .compose(found -> add(missing(texts, found)).map(added -> joined(found, added)))
        .onSuccess(all -> all.forEach((text, id) -> remember(text, id, today)));
  }

  /** Only those that the table still has once it knows that they are in use. */
  private Future<Map<Text, Integer>> refresh(
      Map<Text, SharedTexts.Numbered> found, LocalDate today) {
    Map<Text, Integer> kept = new HashMap<>();
    Map<Integer, Text> stale = new HashMap<>();
    found.forEach(
        (text, numbered) -> {
          if (numbered.seenOn.isBefore(today)) {
            stale.put(numbered.id, text);
          } else {
            kept.put(text, numbered.id);
          }
        });
    return stale.isEmpty()
        ? Future.succeededFuture(kept)
        : table
            .refresh(database, stale.keySet(), today)
            .onSuccess(ids -> ids.forEach(id -> kept.put(stale.get(id), id)))
            .map(kept);
  }

  private Future<Map<Text, Integer>> add(List<Text> texts) {
    if (texts.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    List<Integer> workspaces = texts.stream().map(Text::workspaceId).distinct().toList();
    return table
        .count(database, workspaces)
        .onSuccess(used::putAll)
        .compose(counts -> table.insert(database, withRoom(texts, counts), LocalDate.now(clock)));
  }

  private List<Text> withRoom(List<Text> texts, Map<Integer, Long> counts) {
    Map<Integer, Long> taken = new HashMap<>(counts);
    List<Text> fitting = new ArrayList<>();
    for (Text text : texts) {
      if (taken.merge(text.workspaceId, 1L, Long::sum) <= room) {
        fitting.add(text);
      }
    }
    return fitting;
  }

  private void remember(Text text, int id, LocalDate today) {
    remembered.put(text, new Numbered(id, today));
  }

  private static List<Text> missing(Map<Text, Boolean> texts, Map<Text, ?> found) {
    return texts.keySet().stream()
        .filter(text -> texts.get(text) && !found.containsKey(text))
        .toList();
  }

  private static Map<Text, Integer> joined(Map<Text, Integer> found, Map<Text, Integer> added) {
    Map<Text, Integer> all = new HashMap<>(found);
    all.putAll(added);
    return all;
  }
}
