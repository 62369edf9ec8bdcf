package io.colleckt.auth.activity;

import java.util.List;

/**
 * What a live tail has not heard of.
 *
 * @param unheard the workspaces that had other numbers of rows than were known
 * @param settled as {@link TailRead#settled}
 */
public record TailSettled(List<Unheard> unheard, long settled) {
  public TailSettled {
    unheard = List.copyOf(unheard);
  }

  /**
   * The rows that were asked about.
   *
   * @param count how many they are
   * @param rows all of them, by id, also those that were heard of; only the latest when they are
   *     more than {@link ReadTail#MOST_ROWS}
   */
  public record Unheard(int workspaceId, long count, List<RecordedCalls> rows) {
    public Unheard {
      rows = List.copyOf(rows);
    }
  }
}
