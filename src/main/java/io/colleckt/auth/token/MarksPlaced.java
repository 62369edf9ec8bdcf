package io.colleckt.auth.token;

import java.util.List;

/**
 * All marks stand, in the Redis process of this namespace.
 *
 * @param ends of every activity stream at the moment when the marks were placed: no check that was
 *     judged without the marks is recorded behind them
 */
public record MarksPlaced(String namespace, List<StreamEnd> ends) {}
