/**
 * The audit log's entries: who changed what, from where, before and after.
 *
 * <p>May import: {@code account}, Vert.x JSON.
 */
package io.colleckt.auth.audit;
