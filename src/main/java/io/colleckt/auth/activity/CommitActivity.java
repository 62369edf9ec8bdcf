package io.colleckt.auth.activity;

import io.colleckt.auth.token.StreamPosition;
import java.util.List;

/**
 * Store what a stretch of a stream holds, and move the stream's position over it, in one
 * transaction.
 *
 * @param from where the position must still stand, else nothing is stored
 * @param to where it stands afterwards: the last entry of the stretch
 * @param calls what was read, folded
 * @param poison what could not be read
 */
public record CommitActivity(
    String stream,
    StreamPosition from,
    StreamPosition to,
    List<Calls> calls,
    List<Poison> poison) {}
