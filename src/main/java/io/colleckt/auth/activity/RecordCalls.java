package io.colleckt.auth.activity;

import java.util.List;

/** Store calls that Postgres has judged, before they are answered; each counts as one. */
public record RecordCalls(List<Calls> calls) {}
