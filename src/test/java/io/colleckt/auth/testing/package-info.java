/**
 * What the integration tests share: real stores, of the kind that {@code -Dstores} names, and
 * single servers that a test may freeze and kill. No test doubles.
 */
package io.colleckt.auth.testing;
