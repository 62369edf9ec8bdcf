/**
 * Taking over an installation that issues tokens already: the commands that import them, keep up
 * with their source until the switch, and compare verdicts before it. They work beside a running
 * service, on its stores, with its settings; what they change goes the way of every other change:
 * truth, audit log, marks in Redis.
 *
 * <p>May import: {@code foreign} (what rows mean), {@code persistence}, {@code cli}, {@code bus},
 * {@code settings} and {@code token}; picocli, and the JDK's HTTP client for the comparison. What
 * places marks is handed in by the wiring.
 */
package io.colleckt.auth.takeover;
