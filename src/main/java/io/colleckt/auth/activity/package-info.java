/**
 * The words of the activity log, calls made with tokens, and the rules that need no store: how
 * calls lie in the stream, how they are folded. Free of Vert.x.
 *
 * <p>May import: the JDK, {@code token} and {@code account}.
 */
package io.colleckt.auth.activity;
