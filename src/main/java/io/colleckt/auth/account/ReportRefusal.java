package io.colleckt.auth.account;

/**
 * Put on record that a request with a valid session was refused before it was carried out.
 *
 * @param call method and route, {@code DELETE /v1/members/:id}; never text that the caller chose
 * @param reason {@code origin} or {@code csrf}
 */
public record ReportRefusal(Actor actor, String call, String reason) {}
