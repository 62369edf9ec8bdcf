/**
 * Tokens that were found where they should not be: the words for who reports them, and what is to
 * become of them. Free of Vert.x.
 *
 * <p>May import: {@code token}, {@code account}, the JDK.
 */
package io.colleckt.auth.leak;
