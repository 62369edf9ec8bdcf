package io.colleckt.auth.http;

import io.colleckt.auth.account.Visitor;
import io.colleckt.auth.leak.Leak;
import io.colleckt.auth.leak.LeakPolicy;
import io.colleckt.auth.leak.ReportLeak;
import io.colleckt.auth.token.BearerParser;
import java.util.Optional;

/** How what strangers say of leaked tokens is understood. */
record Leaks(BearerParser parser, LeakPolicy policy) {

  /**
   * What is asked of persistence; empty when that can be no token. Texts are kept without tokens in
   * them, this one first of all.
   */
  Optional<ReportLeak> report(String token, Leak told, Visitor reporter) {
    return Optional.ofNullable(parser.parseToken(token))
        .map(
            credential ->
                new ReportLeak(
                    credential.id(), credential.hash(), kept(told, token), policy, reporter));
  }

  private static Leak kept(Leak told, String token) {
    return new Leak(
        told.reporter(),
        kept(told.source(), token, Leak.LONGEST_SOURCE),
        kept(told.url(), token, Leak.LONGEST_URL));
  }

  private static String kept(String text, String token, int longest) {
    return OriginalRequest.recordable(text.replace(token.strip(), "[redacted]"), longest);
  }
}
