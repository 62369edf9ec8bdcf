package io.colleckt.auth.audit;

import java.util.Map;

/** Heads by workspace; those that are not kept are not there. */
public record Witnesses(Map<Integer, WitnessedHead> held) {
  public Witnesses {
    held = Map.copyOf(held);
  }
}
