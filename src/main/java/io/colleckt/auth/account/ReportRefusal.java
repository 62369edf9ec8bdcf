package io.colleckt.auth.account;

/**
 * Put on record that a request with a valid session was refused before it was carried out.
 *
 * @param call what was asked for, as the API document names it; never text that the caller chose
 * @param reason {@code origin} or {@code csrf}
 */
public record ReportRefusal(Actor actor, String call, String reason) {}
