package io.colleckt.auth.finding;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What becomes of suspicions: a finding of its own, one more occurrence of one that is open, or
 * nothing. Not for several threads.
 */
public final class FindingPlan {
  /** So many open findings a token and kind; what comes on top raises the last of them. */
  static final int MOST_OPEN = 20;

  private final Map<Key, Opening> openings = new LinkedHashMap<>();
  private final Map<Long, Raise> raises = new LinkedHashMap<>();
  private final Map<Group, Opening> newest = new HashMap<>();
  private final Map<Group, Integer> opened = new HashMap<>();

  private record Key(long tokenId, FindingKind kind, String value) {}

  private record Group(long tokenId, FindingKind kind) {}

  /**
   * What is stored about a suspicion's subject.
   *
   * @param muted nobody wants to hear of it
   * @param told the same was told in this unit of time, see {@link FindingKind#oncePer}
   * @param sameId the open finding on the same, or null
   * @param open how many findings of the token and kind are open
   * @param newestId the last of these, or null
   */
  public record Standing(
      int workspaceId, boolean muted, boolean told, Long sameId, int open, Long newestId) {}

  /**
   * A new finding.
   *
   * @param further how many others it stands for
   */
  public record Opening(int workspaceId, Suspicion suspicion, int further) {
    private Opening withOneMore() {
      return new Opening(workspaceId, suspicion, further + 1);
    }

    /** How often it was seen. */
    public int occurrences() {
      return 1 + further;
    }

    /** What it says to a person. */
    public String message() {
      return FindingMessage.of(suspicion.kind(), detail());
    }

    /** The facts. */
    public Map<String, Object> detail() {
      Map<String, Object> detail = new LinkedHashMap<>(suspicion.detail());
      if (further > 0) {
        detail.put("further", further);
      }
      return detail;
    }
  }

  /**
   * More occurrences of an open finding.
   *
   * @param further how many of them are of something else that found no room
   * @param detail the latest facts, or null = as they are
   */
  public record Raise(
      long id, int occurrences, int further, Map<String, Object> detail, Instant lastSeenAt) {

    private Raise and(Raise other) {
      return new Raise(
          id,
          occurrences + other.occurrences,
          further + other.further,
          other.detail == null ? detail : other.detail,
          other.lastSeenAt.isAfter(lastSeenAt) ? other.lastSeenAt : lastSeenAt);
    }
  }

  /** Decides on one suspicion, which is of a later time than those before. */
  public void add(Suspicion suspicion, Standing standing) {
    Key key = new Key(suspicion.tokenId(), suspicion.kind(), suspicion.value());
    if (standing.muted || standing.told || openings.containsKey(key)) {
      return;
    }
    Instant at = Instant.ofEpochMilli(suspicion.atMillis());
    if (standing.sameId != null) {
      raise(new Raise(standing.sameId, 1, 0, suspicion.detail(), at));
      return;
    }
    Group group = new Group(suspicion.tokenId(), suspicion.kind());
    int before = opened.getOrDefault(group, standing.open);
    if (before < MOST_OPEN) {
      opened.put(group, before + 1);
      open(key, group, new Opening(standing.workspaceId, suspicion, 0));
    } else if (newest.containsKey(group)) {
      Opening last = newest.get(group);
      Suspicion subject = last.suspicion();
      Key lastKey = new Key(subject.tokenId(), subject.kind(), subject.value());
      open(lastKey, group, last.withOneMore());
    } else {
      raise(new Raise(standing.newestId, 1, 1, null, at));
    }
  }

  /** The findings to be opened, in their order. */
  public List<Opening> openings() {
    return new ArrayList<>(openings.values());
  }

  /** The findings to be raised, each once. */
  public Collection<Raise> raises() {
    return List.copyOf(raises.values());
  }

  private void open(Key key, Group group, Opening opening) {
    openings.put(key, opening);
    newest.put(group, opening);
  }

  private void raise(Raise raise) {
    raises.merge(raise.id(), raise, Raise::and);
  }
}
