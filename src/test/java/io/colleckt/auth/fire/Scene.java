package io.colleckt.auth.fire;

import static io.colleckt.auth.testing.Await.await;
import static io.colleckt.auth.testing.Await.becomesTrue;

import io.colleckt.auth.fire.Checks.Question;
import io.colleckt.auth.fire.Told.Asked;
import io.colleckt.auth.testing.ActivityLog;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.RedisConnection;
import io.colleckt.auth.testing.TestToken;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** Two nodes, one member and one client, for a story that is told step by step. */
final class Scene implements AutoCloseable {
  private static final String PATHS = "/scene/";
  private static final long DRAINED_MILLIS = 20_000;
  private static final int LOAD = 300;

  private final Arena arena;
  private final History history = new History();
  private final Tokens tokens = new Tokens();
  private final Checks checks;
  private final Member member;
  private long sinceNanos = System.nanoTime();

  /** With two nodes of that build. */
  Scene(FireNode.Build build) throws IOException, InterruptedException {
    arena = Arena.of(2, build);
    checks = new Checks(arena.vertx(), history, PATHS);
    member = arena.member(history);
  }

  /** What happened before is no longer asked about. */
  void beginAnew() {
    sinceNanos = System.nanoTime();
  }

  FireNode a() {
    return arena.node(0);
  }

  FireNode b() {
    return arena.node(1);
  }

  OwnStores stores() {
    return arena.stores();
  }

  Database database() {
    return arena.stores().database();
  }

  /** A live token that Redis has not heard of. */
  FireToken token() {
    FireToken token = await(member.create(b()));
    tokens.created(token);
    return token;
  }

  /** Begins a check. */
  Future<Told> begin(FireNode node, FireToken token) {
    return checks.ask(new Question(node, Asked.CHECK, token));
  }

  /** The status of a check. */
  int check(FireNode node, FireToken token) {
    return await(begin(node, token)).status();
  }

  Future<Told> beginRevoking(FireNode node, FireToken token) {
    return member.revoke(node, token);
  }

  /** The status of a revocation. */
  int revoke(FireNode node, FireToken token) {
    return await(member.revoke(node, token)).status();
  }

  /** The status of a pause. */
  int pause(FireNode node, FireToken token) {
    return await(member.pause(node, token)).status();
  }

  Future<Told> beginNarrowing(FireNode node, FireToken token) {
    return member.narrow(node, token);
  }

  /** Checks tokens at these nodes, some with a wrong secret, for so long. */
  void load(long millis, FireNode... nodes) throws Exception {
    startLoad(nodes);
    Thread.sleep(millis);
    checks.stop();
  }

  void startLoad(FireNode... nodes) {
    List<FireToken> some = IntStream.range(0, 40).mapToObj(i -> token()).toList();
    checks.start(
        LOAD,
        () -> {
          ThreadLocalRandom random = ThreadLocalRandom.current();
          Asked asked = random.nextInt(20) == 0 ? Asked.CHECK_WRONG_SECRET : Asked.CHECK;
          FireToken token = some.get(random.nextInt(some.size()));
          return new Question(nodes[random.nextInt(nodes.length)], asked, token);
        });
  }

  void stopLoad() throws Exception {
    checks.stop();
  }

  /** As a mistaken operator does; all keys are gone. */
  void flushRedis() throws IOException {
    try (RedisConnection redis = RedisConnection.connect(stores().redis().url())) {
      redis.command("FLUSHALL");
    }
  }

  /** Whether it came within two seconds. */
  static boolean comes(Future<?> future) {
    try {
      future.await(2, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  /** The bytes by which a token's record is known on the wire. */
  static byte[] hash(FireToken token) {
    return TestToken.hash(token.plainText().substring(token.plainText().indexOf('|') + 1)).bytes();
  }

  /** All that was asked since {@link #beginAnew}. */
  List<Told> told() {
    return history.all().stream().filter(told -> told.beganAfter(sinceNanos)).toList();
  }

  /** What breaks C1 to C3 or C6. */
  List<String> verdicts() {
    return new Verdicts(history, tokens.all(), Map.of(), new WallClock()).violations(checks());
  }

  /** What breaks C5. */
  List<String> records() throws Exception {
    ActivityLog log = new ActivityLog(database(), stores().redis().url());
    List<String> violations = new ArrayList<>();
    if (!becomesTrue(DRAINED_MILLIS, log::isDrained)) {
      violations.add("C5 the streams are not brought in");
    }
    OnRecord.Found found = OnRecord.compare(history.checks(), log, PATHS);
    violations.addAll(found.violations());
    found.lost().stream()
        .filter(told -> told.beganAfter(sinceNanos))
        .forEach(told -> violations.add("C5 lost: " + told));
    return violations;
  }

  /** What breaks C4. */
  List<String> effects() {
    return new Effects(database()).violations();
  }

  /** Whether more than one in fifty checks had no verdict, though nothing was broken. */
  List<String> unanswered() {
    List<Told> all = checks();
    long without = all.stream().filter(told -> told.status() == 503 || told.status() == 0).count();
    return without * 50 > all.size()
        ? List.of("C2 " + without + " of " + all.size() + " checks without a verdict in calm")
        : List.of();
  }

  private List<Told> checks() {
    return history.checks().stream().filter(told -> told.beganAfter(sinceNanos)).toList();
  }

  @Override
  public void close() throws IOException {
    checks.close();
    member.close();
    arena.close();
  }
}
