/**
 * Tokens that another system has made: what a row of Laravel Sanctum's table or of a file of hashed
 * keys means here, and what is to change when a row has changed there. A token never may more here
 * than it may there, and a hash is all that is ever known of a secret. Free of Vert.x.
 *
 * <p>May import: the JDK, readers of CSV and JSON, and {@code token}.
 */
package io.colleckt.auth.foreign;
