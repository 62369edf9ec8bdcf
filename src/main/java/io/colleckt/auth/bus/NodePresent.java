package io.colleckt.auth.bus;

import java.util.List;

/**
 * What a node says of itself.
 *
 * @param name where its event bus listens, and something that no other process has
 * @param cluster what its cluster is called
 * @param answers the addresses where it listens for other nodes; none = it leaves
 * @param knows other nodes that it has heard of late
 * @param well whether it knows of nothing that is wrong with it
 */
public record NodePresent(
    String name, String cluster, List<String> answers, List<String> knows, boolean well) {}
