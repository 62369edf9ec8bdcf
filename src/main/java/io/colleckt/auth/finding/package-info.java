/**
 * Unexpected calls: what a token is used to, the rules by which a call is not expected of it, and
 * findings, for a person to look at. Apart from {@code activity}, which must go on whatever becomes
 * of these rules. Free of Vert.x.
 *
 * <p>May import: the JDK, {@code activity}, {@code token} and {@code account}.
 */
package io.colleckt.auth.finding;
