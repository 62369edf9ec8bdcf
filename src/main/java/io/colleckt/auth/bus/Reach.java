package io.colleckt.auth.bus;

/** How far a question or a fact may travel. */
public enum Reach {
  /** Within this process, by reference. What stands on the hot path never goes further. */
  PROCESS,
  /** To any node of a cluster, in the form that {@link Wire} describes. */
  CLUSTER
}
