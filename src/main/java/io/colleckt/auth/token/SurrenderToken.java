package io.colleckt.auth.token;

import io.colleckt.auth.account.Visitor;

/**
 * Somebody holds a token and wants it to end (RFC 7009): the plain text is the proof, whatever
 * state the token is in and from wherever it is presented.
 */
public record SurrenderToken(long id, SecretHash hash, Visitor holder) {}
