package io.colleckt.auth.fire;

import static io.colleckt.auth.testing.Await.await;

import io.colleckt.auth.fire.Checks.Question;
import io.colleckt.auth.fire.Told.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Checks at a steady rate and changes beside them, all at any node. */
final class Traffic implements AutoCloseable {
  private static final int HANDS = 3;
  private static final int FIRST_TOKENS = 30;

  private final Arena arena;
  private final Tokens tokens;
  private final SplittableRandom random;
  private final Checks checks;
  private final Member member;
  private final List<Hand> hands = new ArrayList<>();

  Traffic(Arena arena, History history, Tokens tokens, long seed) {
    this.arena = arena;
    this.tokens = tokens;
    this.random = new SplittableRandom(seed);
    this.checks = new Checks(arena.vertx(), history, paths(seed));
    this.member = arena.member(history);
    for (int i = 0; i < HANDS; i++) {
      hands.add(new Hand(arena, member, tokens, random.split()));
    }
  }

  /** What the paths of all calls begin with. */
  static String paths(long seed) {
    return "/fire/" + seed + "/";
  }

  /** Starts; so many checks a second. Returns when there are tokens to check. */
  void start(int perSecond) {
    for (int i = 0; i < FIRST_TOKENS; i++) {
      tokens.created(await(member.create(arena.doors().get(0))));
    }
    hands.forEach(Hand::start);
    checks.start(perSecond, this::question);
  }

  /** Stops, and returns when everybody was told something or has given up. */
  void stop() throws Exception {
    for (Hand hand : hands) {
      await(hand.stop());
    }
    checks.stop();
  }

  private Question question() {
    List<FireNode> doors = arena.doors();
    FireNode node = doors.get(random.nextInt(doors.size()));
    int dice = random.nextInt(100);
    if (dice < 55) {
      return new Question(node, Asked.CHECK, tokens.anyLive(random));
    } else if (dice < 65) {
      return new Question(node, Asked.CHECK_ABILITY, tokens.anyLive(random));
    } else if (dice < 85) {
      return new Question(node, Asked.CHECK, tokens.anyEnded(random));
    } else if (dice < 93) {
      return new Question(node, Asked.CHECK, tokens.anyExpiring(random));
    }
    return new Question(node, Asked.CHECK_WRONG_SECRET, tokens.anyLive(random));
  }

  @Override
  public void close() {
    checks.close();
    member.close();
  }
}
