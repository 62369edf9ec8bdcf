package io.colleckt.auth.leak;

import io.colleckt.auth.account.Visitor;
import io.colleckt.auth.token.SecretHash;

/**
 * Somebody has found a token. The plain text is the proof, whatever state the token is in.
 *
 * @param policy of the node that took the report
 */
public record ReportLeak(
    long id, SecretHash hash, Leak leak, LeakPolicy policy, Visitor reporter) {}
