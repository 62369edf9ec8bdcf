package io.colleckt.auth.token;

import java.util.List;

/**
 * All checks that arrived in one tick of an event loop. The list is not copied and must not be
 * changed afterwards.
 */
public record Checks(List<Check> list) {}
