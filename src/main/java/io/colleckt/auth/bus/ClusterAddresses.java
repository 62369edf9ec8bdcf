package io.colleckt.auth.bus;

/** What nodes tell each other about themselves. */
public final class ClusterAddresses {
  /** Every node: that it is there, and where it listens. */
  public static final Fact<NodePresent> PRESENT = Fact.across("cluster.present");

  private ClusterAddresses() {}
}
