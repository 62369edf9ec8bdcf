package io.colleckt.auth.activity;

import java.util.List;

/**
 * What became of calls to be recorded, in their order.
 *
 * @param kept true when the call is on record as it was judged; false when its token was accepted
 *     but has been revoked since: it is on record as that of a revoked one, and to be answered so
 */
public record CallsKept(List<Boolean> kept) {}
