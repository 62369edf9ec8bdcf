/**
 * The wiring. {@link io.colleckt.auth.Main} starts the stores where none are given, migrates, and
 * deploys the verticles. It may import every package; no package may import it.
 */
package io.colleckt.auth;
