package io.colleckt.auth.account;

import java.time.Instant;
import java.util.Optional;

/**
 * An invitation that can be accepted, as the invited see it.
 *
 * @param email of the invited
 * @param workspace its name
 * @param invitedBy the inviter's e-mail; empty when there is none any more
 */
public record WaitingInvitation(
    String email, Role role, String workspace, Optional<String> invitedBy, Instant expiresAt) {}
