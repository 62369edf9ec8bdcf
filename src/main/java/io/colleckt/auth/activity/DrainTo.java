package io.colleckt.auth.activity;

import io.colleckt.auth.token.StreamEnd;
import java.util.List;

/** Bring the streams into the activity log up to there, at once. */
public record DrainTo(List<StreamEnd> ends) {}
