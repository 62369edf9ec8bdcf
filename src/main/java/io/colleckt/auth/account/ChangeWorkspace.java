package io.colleckt.auth.account;

import java.util.Optional;

/** Change the settings of the actor's workspace; what is empty stays as it is. */
public record ChangeWorkspace(
    Actor actor,
    Optional<String> name,
    Optional<String> productionPrefix,
    Optional<String> sandboxPrefix,
    Optional<Integer> longestExpiryDays,
    Optional<Boolean> unlimitedExpiryAllowed,
    Optional<Integer> activityRetentionDays) {}
