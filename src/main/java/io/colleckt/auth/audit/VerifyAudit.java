package io.colleckt.auth.audit;

import io.colleckt.auth.account.Actor;

/** Hold every row of the workspace's audit log against the chain. */
public record VerifyAudit(Actor actor) {}
