package io.colleckt.auth.check;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.bus.RecordBus;
import io.colleckt.auth.testing.TestToken;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.Checks;
import io.colleckt.auth.token.IpAddress;
import io.colleckt.auth.token.Judgement;
import io.colleckt.auth.token.Judgements;
import io.colleckt.auth.token.Verdict;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More checks than can be judged: who is let in waits a bounded time, who is not knows at once. */
class TokenChecksTest {
  private static final TestToken TOKEN = new TestToken(7, TestToken.randomSecret());
  private static final Check.Caller CALLER =
      new Check.Caller(new IpAddress(0, 1), "GET", "/flows", "", false);
  private static final int UNDER_WAY = 128;

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final List<Checks> asked = new ArrayList<>();
  private final List<Promise<Judgements>> judges = new ArrayList<>();
  private TokenChecks checks;

  @BeforeEach
  void start() throws Exception {
    RecordBus.prepare(vertx.eventBus());
    Addresses.VALIDATE.answer(vertx.eventBus(), this::judge);
    checks = new TokenChecks(context);
    ask(1); // so that the classes are loaded: what follows is measured by the clock
    judgeAll();
    asked.clear();
    judges.clear();
  }

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  @Test
  void whoComesWhileTheFirstHasWaitedTooLongIsRefusedAtOnce() throws Exception {
    ask(UNDER_WAY);
    List<Future<Verdict>> waiting = ask(1);
    assertThat(ask(1).get(0).isComplete()).as("nobody has waited long").isFalse();
    Thread.sleep(TokenChecks.LONGEST_WAIT.toMillis() + 5);
    Future<Verdict> refused = ask(1).get(0);
    assertThat(refused.isComplete()).as("within the call that asked").isTrue();
    assertThat(refused.result()).isEqualTo(Verdict.UNAVAILABLE);
    assertThat(waiting.get(0).isComplete()).as("who was let in goes on waiting").isFalse();
    assertThat(checksAsked()).as("a refusal costs no work").isEqualTo(UNDER_WAY);
  }

  @Test
  void whoWouldWaitTooLongIsRefusedAtOnce() throws Exception {
    for (int slow = 0; slow < 3; slow++) {
      ask(UNDER_WAY);
      Thread.sleep(TokenChecks.LONGEST_WAIT.toMillis());
      judgeAll();
    }
    List<Future<Verdict>> rush = ask(10 * UNDER_WAY);
    assertThat(rush.subList(0, UNDER_WAY / 2)).noneMatch(Future::isComplete);
    assertThat(rush.subList(5 * UNDER_WAY, 10 * UNDER_WAY))
        .allMatch(refused -> refused.result() == Verdict.UNAVAILABLE);
  }

  @Test
  void whoComesAfterTheRushIsJudged() throws Exception {
    List<Future<Verdict>> first = ask(UNDER_WAY + 1);
    Thread.sleep(TokenChecks.LONGEST_WAIT.toMillis() + 5);
    assertThat(ask(1).get(0).isComplete()).isTrue();
    judgeAll();
    for (Future<Verdict> verdict : first.subList(0, UNDER_WAY)) {
      assertThat(await(verdict)).isIn(Verdict.EXPIRED, Verdict.UNAVAILABLE); // late by now
    }
    Future<Verdict> later = ask(1).get(0);
    judgeAll();
    assertThat(await(later)).isEqualTo(Verdict.EXPIRED);
  }

  @Test
  void moreThanMemoryIsKeptForAreRefused() throws Exception {
    List<Future<Verdict>> all = ask(UNDER_WAY);
    all.addAll(ask(TokenChecks.MOST_WAITING + 1));
    assertThat(all.stream().filter(Future::isComplete)).isNotEmpty();
  }

  private Future<Judgements> judge(Checks batch) {
    Promise<Judgements> judgements = Promise.promise();
    asked.add(batch);
    judges.add(judgements);
    return judgements.future();
  }

  private int checksAsked() throws Exception {
    return onContext(() -> asked.stream().mapToInt(batch -> batch.list().size()).sum());
  }

  /** Answers what is asked, and what is asked in its place, until nothing more comes. */
  private void judgeAll() throws Exception {
    for (int round = 0; round < 10; round++) {
      onContext(
          () -> {
            for (int i = 0; i < judges.size(); i++) {
              List<Judgement> expired =
                  Collections.nCopies(asked.get(i).list().size(), Verdict.EXPIRED);
              judges.get(i).tryComplete(new Judgements(expired));
            }
            return null;
          });
      Thread.sleep(2);
    }
  }

  private List<Future<Verdict>> ask(int count) throws Exception {
    List<Future<Verdict>> verdicts =
        onContext(
            () -> {
              List<Future<Verdict>> all = new ArrayList<>();
              for (int i = 0; i < count; i++) {
                all.add(
                    checks.verdictOn(
                        new Check(TOKEN.id(), TOKEN.hash(), "", CALLER, System.nanoTime())));
              }
              return all;
            });
    onContext(() -> null);
    Thread.sleep(Duration.ofMillis(5).toMillis());
    return verdicts;
  }

  private <T> T onContext(java.util.concurrent.Callable<T> work) throws Exception {
    return await(Future.<T>future(promise -> context.runOnContext(go -> complete(promise, work))));
  }

  private static <T> void complete(Promise<T> promise, java.util.concurrent.Callable<T> work) {
    try {
      promise.complete(work.call());
    } catch (Exception e) {
      promise.fail(e);
    }
  }
}
