package io.colleckt.auth.token;

import io.colleckt.auth.account.Actor;
import java.util.Optional;

/**
 * Make a token. The secret was drawn by the asker and stays with it; only its hash travels.
 *
 * @param idempotencyKey a repeat with the same key makes no second token
 */
public record IssueToken(
    Actor actor,
    String name,
    Environment environment,
    Grant grant,
    Expiry expiry,
    SecretHash hash,
    Optional<String> idempotencyKey) {}
