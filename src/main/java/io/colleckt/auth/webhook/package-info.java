/**
 * Telling others what has happened in a workspace: the words for webhooks, what they are told, how
 * that is signed, and which addresses may be asked. Free of Vert.x.
 *
 * <p>May import: {@code account}, {@code token}, the JDK.
 */
package io.colleckt.auth.webhook;
