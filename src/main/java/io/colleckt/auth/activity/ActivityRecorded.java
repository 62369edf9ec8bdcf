package io.colleckt.auth.activity;

import java.util.List;

/** These rows have been committed to the activity log just now, in the order of their ids. */
public record ActivityRecorded(List<RecordedCalls> rows) {}
