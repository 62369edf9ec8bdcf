package io.colleckt.auth.token;

import io.colleckt.auth.account.Actor;
import java.time.Duration;

/**
 * Make a new token with the settings of this one, and let this one expire.
 *
 * @param hash of the new secret, which stays with the asker
 * @param grace how long the old one goes on at most, 0 to 30 days
 */
public record RotateToken(Actor actor, long id, SecretHash hash, Duration grace) {}
