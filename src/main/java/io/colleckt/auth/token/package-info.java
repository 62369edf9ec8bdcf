/**
 * What a token is: its text form, its hash, its record, and the verdicts on it. The rules that must
 * hold everywhere stand here, free of Vert.x, so that each can be tested by itself.
 *
 * <p>Words: a <em>token</em> is the record, a <em>secret</em> is what follows the {@code |}, and
 * the <em>plain text token</em> ({@code id|secret}) exists in memory once, when it is issued.
 *
 * <p>May import: the JDK and {@code account}.
 */
package io.colleckt.auth.token;
