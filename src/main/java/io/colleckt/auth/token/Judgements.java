package io.colleckt.auth.token;

import java.util.List;

/** One judgement for each of the {@link Checks}, in their order. */
public record Judgements(List<Judgement> list) {}
