package io.colleckt.auth.http;

import io.colleckt.auth.account.Recorded;
import io.colleckt.auth.account.Visitor;
import io.colleckt.auth.bus.LeakAddresses;
import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.http.GithubReport.Match;
import io.colleckt.auth.leak.Leak;
import io.colleckt.auth.leak.ReportLeak;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Deals with many leaked tokens, few at once, so that members can revoke theirs meanwhile. */
final class LeakBatch {
  private static final int AT_ONCE = 2;

  private final Leaks leaks;
  private final Vertx vertx;

  LeakBatch(Leaks leaks, Vertx vertx) {
    this.leaks = leaks;
    this.vertx = vertx;
  }

  /** What could be tokens, and what has become of them so far. */
  private static final class Findings {
    private final List<Integer> places = new ArrayList<>();
    private final List<ReportLeak> reports = new ArrayList<>();
    private final boolean[] real;
    private Reply doubt;
    private int next;

    private Findings(int size) {
      this.real = new boolean[size];
    }

    private void note(int place, Outcome<Recorded> outcome) {
      real[place] = !(outcome instanceof Outcome.NotFound);
      if (outcome instanceof Outcome.Pending) {
        doubt = Failures.reply(outcome, recorded -> null);
      }
    }
  }

  /**
   * Completes with the feedback on each, in their order, once all are dealt with; fails with {@link
   * Refused} (503) when that is not so of every one of them. One failure keeps none of the others
   * from being dealt with.
   */
  Future<JsonArray> report(List<Match> matches, Visitor reporter) {
    Findings findings = new Findings(matches.size());
    for (int i = 0; i < matches.size(); i++) {
      Match match = matches.get(i);
      Leak told = new Leak("github", match.source(), match.url());
      Optional<ReportLeak> report = leaks.report(match.token(), told, reporter);
      if (report.isPresent()) {
        findings.places.add(i);
        findings.reports.add(report.get());
      }
    }
    List<Promise<Void>> lines = Stream.generate(Promise::<Void>promise).limit(AT_ONCE).toList();
    lines.forEach(line -> work(findings, line));
    return Future.join(lines.stream().map(Promise::future).toList())
        .map(done -> feedback(matches, findings));
  }

  /** Takes one after the other, as long as there are any. */
  private void work(Findings findings, Promise<Void> line) {
    if (findings.next == findings.reports.size()) {
      line.complete();
      return;
    }
    int taken = findings.next++;
    LeakAddresses.REPORT
        .ask(vertx.eventBus(), findings.reports.get(taken))
        .onSuccess(answer -> findings.note(findings.places.get(taken), answer.outcome()))
        .onFailure(cause -> findings.doubt = Failures.of(cause))
        .onComplete(answered -> vertx.runOnContext(nothing -> work(findings, line)));
  }

  private static JsonArray feedback(List<Match> matches, Findings findings) {
    if (findings.doubt != null) {
      throw new Refused(findings.doubt);
    }
    JsonArray feedback = new JsonArray();
    for (int i = 0; i < matches.size(); i++) {
      feedback.add(matches.get(i).feedback(findings.real[i]));
    }
    return feedback;
  }
}
