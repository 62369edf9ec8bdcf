package io.colleckt.auth.activity;

import java.util.List;

/**
 * What became of calls to be recorded, in their order.
 *
 * @param kept true when the call is on record; false when its token was accepted but has been
 *     revoked since, so that the verdict must not be given out
 */
public record CallsKept(List<Boolean> kept) {}
