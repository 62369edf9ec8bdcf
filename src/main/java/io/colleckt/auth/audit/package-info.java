/**
 * The audit log: who changed what, from where, before and after; the chain that its rows make, and
 * the file that proves itself.
 *
 * <p>May import: {@code account}, Vert.x JSON, Jackson's reader.
 */
package io.colleckt.auth.audit;
