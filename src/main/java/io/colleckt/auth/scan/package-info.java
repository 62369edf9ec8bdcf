/**
 * Finds tokens where none should be: in files, in the history of a git repository, in anything that
 * can be read. Goes by their shape and their checksum alone, so it asks nobody and needs no
 * settings; what comes in is read once, piece by piece, and never kept.
 *
 * <p>May import: {@code token}.
 */
package io.colleckt.auth.scan;
