package io.colleckt.auth;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.account.Password;
import io.colleckt.auth.persistence.FirstStart;
import io.colleckt.auth.testing.Dashboard;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.Load;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.testing.RunningNode;
import io.colleckt.auth.testing.Stores;
import io.colleckt.auth.testing.TestToken;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Nothing revoked is accepted and nothing live refused, under load: 100,000 checks against
 * revocations on one node.
 */
class RevocationIT {
  private static final Logger LOG = LoggerFactory.getLogger(RevocationIT.class);
  private static final String EMAIL = "owner@example.com";
  private static final String PASSWORD = "a long enough sentence";
  private static final int CHECKS = 100_000;
  private static final int CALLERS = 64;
  private static final int TOKENS = 200;

  @Test
  void nothingIsAcceptedThatBeganAfterTheAnswerAndNothingLiveIsRefused() throws Exception {
    Database database = Stores.shared().freshDatabase();
    try (RedisProcess redis = new RedisProcess();
        RunningNode node = RunningNode.on(database, redis.url())) {
      FirstStart first = new FirstStart(node.node().vertx(), database.databaseUrl());
      await(first.run(Optional.of(EMAIL), Optional.of(new Password(PASSWORD))));
      Dashboard dashboard = Dashboard.signIn(node, EMAIL, PASSWORD);
      List<TestToken> tokens =
          Stream.generate(() -> TestToken.insert(database)).limit(TOKENS).toList();
      Load load = new Load(node, () -> tokens.get(ThreadLocalRandom.current().nextInt(TOKENS)));
      load.start(CALLERS);
      History history = new History();
      for (int i = 0; i < TOKENS; i++) {
        waitUntil(load, CHECKS / TOKENS * i);
        history.revoke(dashboard, tokens.get(i));
      }
      waitUntil(load, CHECKS);
      List<Load.Call> calls = load.stop();
      LOG.warn("{} checks, {} revocations, p99 {} ms", calls.size(), TOKENS, history.p99Millis());
      history.holds(calls);
    }
  }

  private static void waitUntil(Load load, int checks) throws InterruptedException {
    while (load.size() < checks) {
      Thread.sleep(1);
    }
  }

  /** When each revocation was sent and answered. */
  private static final class History {
    private final Map<TestToken, Long> sentNanos = new HashMap<>();
    private final Map<TestToken, Long> answeredNanos = new HashMap<>();

    void revoke(Dashboard dashboard, TestToken token) throws Exception {
      sentNanos.put(token, System.nanoTime());
      int status = dashboard.call("DELETE", "/v1/tokens/" + token.id(), null).statusCode();
      answeredNanos.put(token, System.nanoTime());
      assertThat(status).isEqualTo(200);
    }

    long p99Millis() {
      List<Long> sorted =
          answeredNanos.entrySet().stream()
              .map(entry -> entry.getValue() - sentNanos.get(entry.getKey()))
              .sorted()
              .toList();
      return sorted.get(sorted.size() * 99 / 100) / 1_000_000;
    }

    void holds(List<Load.Call> calls) {
      assertThat(calls).hasSizeGreaterThanOrEqualTo(CHECKS);
      assertThat(calls)
          .as("accepted although begun after the revocation was answered")
          .noneMatch(
              call -> call.status() == 200 && call.startNanos() > answeredNanos.get(call.token()));
      assertThat(calls)
          .as("refused although answered before the revocation was sent")
          .noneMatch(call -> call.status() == 401 && call.endNanos() < sentNanos.get(call.token()));
      assertThat(calls)
          .allMatch(call -> call.status() == 200 || call.status() == 401 || call.status() == 503);
      assertThat(calls.stream().filter(call -> call.status() == 401)).isNotEmpty();
    }
  }
}
