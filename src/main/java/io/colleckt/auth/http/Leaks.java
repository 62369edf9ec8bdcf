package io.colleckt.auth.http;

import io.colleckt.auth.account.Visitor;
import io.colleckt.auth.leak.Leak;
import io.colleckt.auth.leak.LeakPolicy;
import io.colleckt.auth.leak.ReportLeak;
import io.colleckt.auth.token.BearerParser;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How what strangers say of leaked tokens is understood. */
record Leaks(BearerParser parser, LeakPolicy policy) {
  private static final String MARK = "[redacted]";
  private static final int MOST_ENCODINGS = 8;
  private static final Pattern PERCENT = Pattern.compile("%([2-7][0-9A-Fa-f])");
  private static final Pattern SEPARATED = Pattern.compile("[|.]");

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

  /** As it is written; or, where that hides tokens behind percent signs, as it reads without. */
  private static String kept(String text, String token, int longest) {
    String read = read(text);
    String clear = OriginalRequest.recordable(without(token.strip(), read), Integer.MAX_VALUE);
    String kept = clear.contains(MARK) ? clear : without(token.strip(), text);
    return OriginalRequest.recordable(kept, longest);
  }

  private static String without(String token, String text) {
    String secret = SEPARATED.split(token, 2)[1];
    return text.replaceAll("([0-9]{1,16}[|.])?" + Pattern.quote(secret), MARK);
  }

  /** What is printable behind percent signs, also when these stand behind others. */
  private static String read(String text) {
    String before = "";
    String read = text;
    for (int i = 0; i < MOST_ENCODINGS && !read.equals(before); i++) {
      before = read;
      read = PERCENT.matcher(read).replaceAll(Leaks::character);
    }
    return read.equals(before) ? read : MARK;
  }

  private static String character(MatchResult percent) {
    return Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(percent.group(1), 16)));
  }
}
