package io.colleckt.auth.account;

import java.util.Optional;

/**
 * Let somebody in. The session's id was drawn by the asker and stays with it.
 *
 * @param workspaceId which one to open; empty = the one that the member has been in the longest
 * @param session the fingerprint under which the new session will be known
 */
public record SignIn(
    String email,
    Password password,
    Optional<Integer> workspaceId,
    Fingerprint session,
    Visitor visitor) {}
