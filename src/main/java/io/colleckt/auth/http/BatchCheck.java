package io.colleckt.auth.http;

import io.colleckt.auth.check.TokenChecks;
import io.colleckt.auth.token.BearerParser;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.Deadline;
import io.colleckt.auth.token.Verdict;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The checks of one batch, a few at a time, so that no other check waits behind a thousand. What
 * has not been begun when time is up is not begun any more: all verdicts must be younger than
 * {@link Deadline#OF_A_VERDICT} when they leave. Used once, on one event loop.
 */
final class BatchCheck {
  static final int AT_ONCE = 64;
  private static final Duration TIME_TO_BEGIN = Duration.ofMillis(600);
  private static final String STATUS = "status";

  private final TokenChecks checks;
  private final IntrospectionJson json;
  private final int workspaceId;
  private final long startedNanos = System.nanoTime();
  private final List<Asked> asked = new ArrayList<>();
  private final List<Future<Judged>> judged = new ArrayList<>();

  /** One of the tokens; the credential is null for what is none. */
  private record Asked(BearerParser.Credential credential, Check.Caller client) {}

  /** Its verdict; the check is null when there was none to make. */
  private record Judged(Check check, Verdict verdict) {}

  /**
   * @param workspaceId tokens of other workspaces are as good as unknown
   */
  BatchCheck(TokenChecks checks, IntrospectionJson json, int workspaceId) {
    this.checks = checks;
    this.json = json;
    this.workspaceId = workspaceId;
  }

  /** Takes one more in; a null credential stands for what is no token at all. */
  void add(BearerParser.Credential credential, Check.Caller client) {
    asked.add(new Asked(credential, client));
  }

  /** Completes within a second with one answer for each, in order. Never fails. */
  Future<JsonArray> answers() {
    return judgeFrom(0).map(done -> told());
  }

  private Future<Void> judgeFrom(int first) {
    if (first >= asked.size()) {
      return Future.succeededFuture();
    }
    int end = Math.min(first + AT_ONCE, asked.size());
    List<Future<Judged>> slice = asked.subList(first, end).stream().map(this::judge).toList();
    judged.addAll(slice);
    return Future.all(slice).compose(done -> judgeFrom(end));
  }

  private Future<Judged> judge(Asked one) {
    if (one.credential == null) {
      return Future.succeededFuture(new Judged(null, Verdict.UNKNOWN));
    }
    long now = System.nanoTime();
    if (now - startedNanos > TIME_TO_BEGIN.toNanos()) {
      return Future.succeededFuture(new Judged(null, Verdict.UNAVAILABLE));
    }
    Check check = new Check(one.credential.id(), one.credential.hash(), "", one.client, now);
    return checks.verdictOn(check).map(verdict -> new Judged(check, verdict));
  }

  private JsonArray told() {
    JsonArray answers = new JsonArray();
    judged.forEach(one -> answers.add(answer(one.result())));
    return answers;
  }

  private JsonObject answer(Judged one) {
    boolean late =
        one.check != null && Deadline.isStale(System.nanoTime() - one.check.arrivedNanos());
    if (late || one.verdict instanceof Verdict.Unavailable) {
      return new JsonObject().put(STATUS, 503);
    }
    if (one.verdict instanceof Verdict.RateLimited limited) {
      return new JsonObject()
          .put(STATUS, 429)
          .put("retry_after", Math.max(1, limited.quota().waitSeconds()));
    }
    return one.verdict instanceof Verdict.Accepted accepted
            && accepted.token().workspaceId() == workspaceId
        ? json.active(accepted.token()).put(STATUS, 200)
        : IntrospectionJson.inactive().put(STATUS, 401);
  }
}
