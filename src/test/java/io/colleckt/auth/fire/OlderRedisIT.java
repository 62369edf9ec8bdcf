package io.colleckt.auth.fire;

import static io.colleckt.auth.testing.Await.await;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.fire.Checks.Question;
import io.colleckt.auth.fire.Told.Asked;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.RedisProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Redis is killed, and comes back with files that were copied from it earlier. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OlderRedisIT {
  private Arena arena;

  @BeforeAll
  void start() throws Exception {
    arena = Arena.of(2, FireNode.Build.SHIPPED);
  }

  @AfterAll
  void end() throws Exception {
    arena.close();
  }

  @Test
  void aTokenThatLivesInTheBackupStaysRevoked() throws Exception {
    History history = new History();
    Tokens tokens = new Tokens();
    try (Checks checks = new Checks(arena.vertx(), history, "/older/");
        Member member = arena.member(history)) {
      RedisProcess redis = arena.stores().redis();
      FireToken token = await(member.create(arena.node(0)));
      tokens.created(token);
      assertThat(ask(checks, arena.node(0), token)).isEqualTo(200);
      Path backup = redis.backUp();
      assertThat(holds(backup, Scene.hash(token))).as("the backup holds its record").isTrue();
      assertThat(await(member.revoke(arena.node(1), token)).status()).isEqualTo(200);
      redis.kill();
      redis.restore();
      redis.start();
      long end = System.nanoTime() + 3_000_000_000L;
      while (System.nanoTime() - end < 0) {
        arena.nodes().forEach(node -> ask(checks, node, token));
      }
      assertThat(history.figures()).as("the end of it").contains("CHECK 401");
      assertThat(
              new Verdicts(history, tokens.all(), Map.of(), new WallClock())
                  .violations(history.checks()))
          .isEmpty();
    }
  }

  @Test
  void nothingIsCountedTwiceAndNoMoreIsLostThanWasNotBroughtIn() throws Exception {
    try (Ordeal ordeal = new Ordeal(arena, 9)) {
      RedisProcess redis = arena.stores().redis();
      assertThat(becomesTrue(20_000, () -> arena.stores().redisCalls() > 10)).isTrue();
      redis.backUp();
      Thread.sleep(3_000);
      redis.kill();
      long killedNanos = System.nanoTime();
      Thread.sleep(500);
      long broughtInMillis = broughtIn(arena.stores().database());
      redis.restore();
      redis.start();
      Thread.sleep(4_000);
      ordeal.end();
      List<String> violations = new ArrayList<>();
      List<Told> lost = ordeal.lost(violations);
      System.out.printf(
          "OlderRedisIT: %d calls lost, brought in up to %d ms before the end of Redis%n",
          lost.size(), ordeal.millis(killedNanos) - broughtInMillis);
      lost.stream()
          .filter(
              told ->
                  told.beganAfter(killedNanos) || ordeal.millis(told.endNanos()) < broughtInMillis)
          .forEach(told -> violations.add("C5 lost: " + told));
      assertThat(violations).isEmpty();
    }
  }

  /** How far the stream has been brought in that was written last: milliseconds of Redis' clock. */
  private static long broughtIn(Database database) {
    return Long.parseLong(database.rows("select max(millis) from activity_streams").get(0));
  }

  private static int ask(Checks checks, FireNode node, FireToken token) {
    return await(checks.ask(new Question(node, Asked.CHECK, token))).status();
  }

  private static boolean holds(Path backup, byte[] pattern) throws Exception {
    String wanted = new String(pattern, StandardCharsets.ISO_8859_1);
    try (Stream<Path> files = Files.walk(backup)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(wanted)) {
          return true;
        }
      }
    }
    return false;
  }
}
