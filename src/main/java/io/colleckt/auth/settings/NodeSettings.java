package io.colleckt.auth.settings;

import java.util.Optional;
import java.util.Set;

/**
 * What this node does, and with whom.
 *
 * @param cluster absent = it is alone, and knows nothing of others
 */
public record NodeSettings(Set<NodeRole> roles, Optional<ClusterSettings> cluster) {
  /** All that there is, alone. */
  public static final NodeSettings ALONE = new NodeSettings(NodeRole.ALL, Optional.empty());

  /** Whether it does that. */
  public boolean does(NodeRole role) {
    return roles.contains(role);
  }

  static NodeSettings from(Values values) {
    Set<NodeRole> roles = values.words(Key.ROLES, NodeRole.class);
    Optional<ClusterSettings> cluster = ClusterSettings.from(values);
    if (roles.isEmpty()) {
      return new NodeSettings(NodeRole.ALL, cluster);
    }
    if (roles.contains(NodeRole.HTTP) != roles.contains(NodeRole.VALIDATION)) {
      throw values.refused(
          Key.ROLES,
          "with both of http and validation, or neither: checks are judged where they are asked");
    }
    if (cluster.isEmpty() && !roles.equals(NodeRole.ALL)) {
      throw values.refused(
          Key.ROLES,
          "left out, or all four, unless COLLECKT_CLUSTER_HOST makes the node part of a cluster");
    }
    boolean asksElsewhere = roles.contains(NodeRole.HTTP) && !roles.contains(NodeRole.PERSISTENCE);
    if (asksElsewhere && cluster.isPresent() && cluster.get().tls().isEmpty()) {
      throw values.refused(
          Key.ROLES,
          "with persistence, unless COLLECKT_CLUSTER_TLS_KEY is set: passwords would cross the"
              + " cluster in plain text");
    }
    return new NodeSettings(roles, cluster);
  }
}
