package io.colleckt.auth.activity;

import java.time.Instant;
import java.util.Optional;

/**
 * Count the calls of a time.
 *
 * @param tokenId empty = all of the workspace
 * @param from the beginning of a period
 * @param to the end of one
 */
public record SummarizeActivity(
    int workspaceId, Optional<Long> tokenId, Instant from, Instant to, SummaryStep step) {}
