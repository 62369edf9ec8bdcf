/**
 * Every setting, typed, with its default and its bounds: environment variables over {@code
 * conf/colleckt.yaml}.
 *
 * <p>May import: the JDK, {@code token} (address blocks, ids), {@code leak} (what is done with
 * tokens that are reported) and the YAML reader.
 */
package io.colleckt.auth.settings;
