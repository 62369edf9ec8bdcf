package io.colleckt.auth.fire;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One who creates tokens and changes them, one change after the other, at any node. What was not
 * answered as hoped is revoked, again and again, at one node or another, until that is answered.
 * Nobody else changes a hand's tokens. Used on one event loop.
 */
final class Hand {
  private static final int FEW = 12;
  private static final int PAUSE_MILLIS = 20;
  private static final int PAUSED_MILLIS = 200;

  private final Vertx vertx;
  private final Member member;
  private final List<FireNode> nodes;
  private final Tokens tokens;
  private final SplittableRandom random;
  private final List<FireToken> own = new ArrayList<>();
  private final Deque<FireToken> toRevoke = new ArrayDeque<>();
  private final Promise<Void> atRest = Promise.promise();
  private boolean stopped;

  Hand(Arena arena, Member member, Tokens tokens, SplittableRandom random) {
    this.vertx = arena.vertx();
    this.nodes = arena.doors();
    this.member = member;
    this.tokens = tokens;
    this.random = random;
  }

  /** Works until {@link #stop}. */
  void start() {
    vertx.runOnContext(nothing -> next());
  }

  /** Completes when its last change has ended. */
  Future<Void> stop() {
    vertx.runOnContext(nothing -> stopped = true);
    return atRest.future();
  }

  private void next() {
    if (stopped) {
      atRest.tryComplete();
      return;
    }
    act().onComplete(done -> vertx.setTimer(1 + random.nextInt(PAUSE_MILLIS), timer -> next()));
  }

  private Future<?> act() {
    if (!toRevoke.isEmpty() && random.nextBoolean()) {
      return revoke(toRevoke.poll());
    }
    int dice = own.size() < FEW ? 0 : random.nextInt(100);
    if (dice < 30) {
      return member.create(node()).onSuccess(this::created);
    }
    FireToken token = own.remove(random.nextInt(own.size()));
    if (dice < 65) {
      return revoke(token);
    } else if (dice < 80) {
      return pause(token);
    } else if (dice < 90) {
      return member.narrow(node(), token).onSuccess(told -> keepIf(told.status() == 200, token));
    }
    return rotate(token);
  }

  private FireNode node() {
    return nodes.get(random.nextInt(nodes.size()));
  }

  private void created(FireToken token) {
    tokens.created(token);
    own.add(token);
  }

  private void keepIf(boolean certain, FireToken token) {
    if (certain) {
      own.add(token);
    } else {
      toRevoke.add(token);
    }
  }

  private Future<?> revoke(FireToken token) {
    return member
        .revoke(node(), token)
        .onSuccess(
            told -> {
              tokens.ended(token);
              if (told.status() != 200) {
                toRevoke.add(token);
              }
            });
  }

  private Future<?> rotate(FireToken token) {
    return member
        .rotate(node(), token)
        .onSuccess(this::created)
        .onComplete(done -> toRevoke.add(token));
  }

  private Future<?> pause(FireToken token) {
    return member
        .pause(node(), token)
        .compose(told -> later(told, token))
        .onSuccess(told -> keepIf(told.status() == 200, token));
  }

  private Future<Told> later(Told paused, FireToken token) {
    if (paused.status() != 200) {
      return Future.succeededFuture(paused);
    }
    Promise<Told> resumed = Promise.promise();
    vertx.setTimer(
        1 + random.nextInt(PAUSED_MILLIS),
        timer -> member.resume(node(), token).onComplete(resumed));
    return resumed.future();
  }
}
