package io.colleckt.auth.activity;

import java.util.List;

/**
 * Has a live tail heard of all that was recorded? What is told on the bus may get lost.
 *
 * @param upTo about rows up to this id, which is settled
 */
public record SettleTail(List<Heard> heard, long upTo) {
  public SettleTail {
    heard = List.copyOf(heard);
  }

  /** Of a workspace's rows with ids after that one, so many were heard of. */
  public record Heard(int workspaceId, long after, long known) {}
}
