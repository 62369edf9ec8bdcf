package io.colleckt.auth.activity;

import io.colleckt.auth.token.Environment;

/**
 * One row of the activity log.
 *
 * @param id ascends in the order in which rows were stored
 */
public record RecordedCalls(long id, int workspaceId, Environment environment, Calls calls) {}
