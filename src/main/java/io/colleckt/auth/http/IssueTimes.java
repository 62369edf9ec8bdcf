package io.colleckt.auth.http;

import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.bus.Answer;
import io.colleckt.auth.bus.FairLane;
import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.token.DescribeToken;
import io.colleckt.auth.token.IpAddress;
import io.colleckt.auth.token.LiveToken;
import io.colleckt.auth.token.Token;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * When tokens were made, which only Postgres knows, and which never changes: remembered for the
 * tokens asked about lately. It is a courtesy: no answer waits for it longer than a moment, and
 * without Postgres there is none. Used on one event loop.
 */
final class IssueTimes {
  private static final int MOST_REMEMBERED = 10_000;
  private static final int AT_ONCE = 2;
  private static final long PATIENCE_MILLIS = 100;

  private final FairLane<DescribeToken, Answer<Token>> lane;
  private final Map<Long, Long> remembered = new LinkedHashMap<>();

  IssueTimes(EventBus bus) {
    this.lane = new FairLane<>(bus, Addresses.DESCRIBE, AT_ONCE);
  }

  /** Completes with seconds since 1970, or with nothing when that cannot be had right now. */
  Future<OptionalLong> of(LiveToken token, IpAddress askedFrom) {
    Long known = remembered.get(token.id());
    return known != null
        ? Future.succeededFuture(OptionalLong.of(known))
        : lane.ask(askedFrom, new DescribeToken(token.workspaceId(), token.id()))
            .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
            .map(this::issuedAt)
            .otherwise(OptionalLong.empty());
  }

  private OptionalLong issuedAt(Answer<Token> answer) {
    if (!(answer.outcome() instanceof Outcome.Done<Token> done)) {
      return OptionalLong.empty();
    }
    long seconds = done.value().dates().createdAt().getEpochSecond();
    if (remembered.size() == MOST_REMEMBERED) {
      remembered.remove(remembered.keySet().iterator().next());
    }
    remembered.put(done.value().id(), seconds);
    return OptionalLong.of(seconds);
  }
}
