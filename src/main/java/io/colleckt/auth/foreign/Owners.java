package io.colleckt.auth.foreign;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Whose tokens go to which workspace. The most exact rule decides: type and id, then type, then the
 * one for everybody.
 *
 * @param rules the workspace by {@code type#id}, by {@code type}, or by {@code *}
 */
public record Owners(Map<String, Integer> rules) {
  /** Stands for everybody. */
  public static final String ALL = "*";

  public Owners {
    rules = Map.copyOf(rules);
  }

  /** Every workspace that a rule names. */
  public Set<Integer> workspaces() {
    return new HashSet<>(rules.values());
  }

  /** Empty when no rule covers that owner. */
  OptionalInt workspaceOf(String type, String id) {
    for (String key : List.of(type + "#" + id, type, ALL)) {
      Integer workspace = rules.get(key);
      if (workspace != null) {
        return OptionalInt.of(workspace);
      }
    }
    return OptionalInt.empty();
  }
}
