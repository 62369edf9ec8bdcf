package io.colleckt.auth.token;

import io.colleckt.auth.account.Actor;

/** Show the receipt of a revocation that is in force. */
public record ReadReceipt(Actor actor, long id) {}
