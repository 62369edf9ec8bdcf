package io.colleckt.auth.fire;

import static io.colleckt.auth.testing.Await.await;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.fire.Checks.Question;
import io.colleckt.auth.fire.Told.Asked;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A node is frozen around a revocation that is made at the other one, and thawed. What it accepts
 * then was asked before. {@code -Dlong} freezes it for 20 and 90 seconds too.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FreezeIT {
  private static final long PATIENCE_MILLIS = 120_000;
  private static final int CALLS = 8;
  private static final byte[] PLACE = "place_".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FILL = "fill_".getBytes(StandardCharsets.US_ASCII);

  private final History history = new History();
  private final Tokens tokens = new Tokens();
  private Arena arena;
  private Checks checks;
  private Member member;

  @BeforeAll
  void start() throws Exception {
    arena = Arena.of(2, FireNode.Build.SHIPPED);
    checks = new Checks(arena.vertx(), history, "/freeze/", PATIENCE_MILLIS);
    member = arena.member(history);
  }

  @AfterAll
  void end() throws Exception {
    checks.close();
    member.close();
    arena.close();
  }

  static List<Integer> seconds() {
    return Boolean.getBoolean("long") ? List.of(3, 20, 90) : List.of(3);
  }

  @ParameterizedTest
  @MethodSource("seconds")
  void frozenBefore(int seconds) throws Exception {
    FireToken token = known();
    List<Future<Told>> asked = ask(token);
    frozen().freeze();
    assertThat(revoke(token)).isEqualTo(200);
    asked.addAll(ask(token));
    thawAfter(seconds, token, asked);
  }

  @ParameterizedTest
  @MethodSource("seconds")
  void frozenWhileItsTombstoneIsUnderWay(int seconds) throws Exception {
    FireToken token = known();
    Future<Void> caught = other().redis().trap(Way.TO_STORE, PLACE);
    Future<Told> revoked = member.revoke(other(), token);
    assertThat(Scene.comes(caught)).isTrue();
    List<Future<Told>> asked = ask(token);
    frozen().freeze();
    other().redis().heal();
    await(revoked);
    assertThat(revoke(token)).isEqualTo(200);
    asked.addAll(ask(token));
    thawAfter(seconds, token, asked);
  }

  @ParameterizedTest
  @MethodSource("seconds")
  void frozenAfter(int seconds) throws Exception {
    FireToken token = known();
    List<Future<Told>> asked = ask(token);
    assertThat(revoke(token)).isEqualTo(200);
    asked.addAll(ask(token));
    frozen().freeze();
    asked.addAll(ask(token));
    thawAfter(seconds, token, asked);
  }

  /** It stops between its commit and its tombstone; the member asks elsewhere. */
  @ParameterizedTest
  @MethodSource("seconds")
  void frozenWhileItRevokes(int seconds) throws Exception {
    FireToken token = known();
    Future<Void> caught = frozen().redis().trap(Way.TO_STORE, PLACE);
    Future<Told> begun = member.revoke(frozen(), token);
    assertThat(Scene.comes(caught)).isTrue();
    frozen().freeze();
    assertThat(revoke(token)).isEqualTo(200);
    List<Future<Told>> asked = ask(token);
    frozen().redis().heal();
    thawAfter(seconds, token, asked);
    await(begun);
  }

  /** What Postgres said has reached its machine, but the node reads it only when it is thawed. */
  @ParameterizedTest
  @MethodSource("seconds")
  void frozenBetweenItsReadAndItsFill(int seconds) throws Exception {
    FireToken token = created();
    Future<Void> caught = frozen().postgres().trap(Way.TO_NODE, Scene.hash(token));
    List<Future<Told>> asked = ask(token);
    assertThat(Scene.comes(caught)).isTrue();
    frozen().freeze();
    frozen().postgres().heal();
    assertThat(revoke(token)).isEqualTo(200);
    asked.addAll(ask(token));
    thawAfter(seconds, token, asked);
  }

  /** Its fill has left, and arrives when the token is dead. */
  @ParameterizedTest
  @MethodSource("seconds")
  void frozenWhileItsFillIsUnderWay(int seconds) throws Exception {
    FireToken token = created();
    Future<Void> caught = frozen().redis().trap(Way.TO_STORE, FILL);
    List<Future<Told>> asked = ask(token);
    assertThat(Scene.comes(caught)).isTrue();
    frozen().freeze();
    assertThat(revoke(token)).isEqualTo(200);
    frozen().redis().heal();
    asked.addAll(ask(token));
    thawAfter(seconds, token, asked);
  }

  private FireNode frozen() {
    return arena.node(0);
  }

  private FireNode other() {
    return arena.node(1);
  }

  private FireToken created() {
    FireToken token = await(member.create(other()));
    tokens.created(token);
    return token;
  }

  /** A live token whose record is in Redis. */
  private FireToken known() {
    FireToken token = created();
    assertThat(check(other(), token)).isEqualTo(200);
    assertThat(check(frozen(), token)).isEqualTo(200);
    return token;
  }

  /** Asks the node that is frozen, or will be; the answers come when they come. */
  private List<Future<Told>> ask(FireToken token) {
    return new ArrayList<>(
        IntStream.range(0, CALLS)
            .mapToObj(i -> checks.ask(new Question(frozen(), Asked.CHECK, token)))
            .toList());
  }

  private int check(FireNode node, FireToken token) {
    return await(checks.ask(new Question(node, Asked.CHECK, token))).status();
  }

  /** At the other node, until it is done: at first Redis may have been out of its reach. */
  private int revoke(FireToken token) throws InterruptedException {
    int status = 0;
    for (int i = 0; i < 10 && status != 200; i++) {
      status = await(member.revoke(other(), token)).status();
      Thread.sleep(status == 200 ? 0 : 300);
    }
    return status;
  }

  private void thawAfter(int seconds, FireToken token, List<Future<Told>> asked) throws Exception {
    Thread.sleep(seconds * 1_000L);
    frozen().thaw();
    asked.addAll(ask(token));
    List<Told> told = asked.stream().map(one -> await(one)).toList();
    assertThat(check(other(), token)).isEqualTo(401);
    System.out.println(
        "FreezeIT: " + told.stream().map(one -> one.status() + " " + one.millis() + "ms").toList());
    assertThat(told).as("told by the node that was frozen").anyMatch(one -> one.status() != 0);
    Verdicts verdicts = new Verdicts(history, tokens.all(), Map.of(), new WallClock());
    assertThat(verdicts.violations(history.checks())).isEmpty();
    assertThat(becomesTrue(5_000, () -> check(frozen(), token) == 401)).isTrue();
  }
}
