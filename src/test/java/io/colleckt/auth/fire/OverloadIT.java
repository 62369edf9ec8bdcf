package io.colleckt.auth.fire;

import static io.colleckt.auth.testing.Await.await;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.fire.Checks.Question;
import io.colleckt.auth.fire.Told.Asked;
import io.colleckt.auth.testing.ChangedService;
import io.colleckt.auth.testing.JavaProcess;
import io.colleckt.auth.testing.TestToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Five times as many checks as a node can judge, beside clients that say nothing and clients that
 * read nothing: as much is judged as before, the rest is refused at once, and who revokes notices
 * little.
 *
 * <p>What a node can judge is set here by the way to Redis, which is long, and by how many checks
 * go there at once, which are few: so the figures depend little on how busy this machine is.
 */
@Tag("long")
class OverloadIT {
  private static final int SECONDS = Integer.getInteger("seconds", 6);
  private static final int TIMES = 5;
  private static final int CLIENTS = 800;

  /** Short, for a revocation goes there as well, and its calls come back that way. */
  private static final long WAY_MILLIS = 10;

  private static final int AT_ONCE_MILLIS = 20;

  /** From fewer than can be judged at once to more than can wait. */
  private static final List<Integer> CLIENTS_TOWARDS_PEAK = List.of(4, 8, 16, 24, 48, 96);

  /** Promised; on top comes what an answer takes on this machine in the quiet. */
  private static final int DUE_MILLIS = 300;

  private final History history = new History();
  private final Tokens tokens = new Tokens();

  @Test
  void asMuchIsJudgedAsBeforeTheRestIsRefusedAtOnceAndRevocationsGoThrough() throws Exception {
    try (Arena arena = Arena.of(1, build("slow", true))) {
      Course course = new Course(arena);
      System.out.println("OverloadIT: peak " + course.peak.figures());
      System.out.println("OverloadIT: " + TIMES + " times " + course.over.figures());
      System.out.println("OverloadIT: revocations " + course.revocations());
      assertThat(course.over.perSecond(200)).isGreaterThan(0.8 * course.peak.perSecond(200));
      assertThat(course.over.statuses()).containsExactly(200, 503);
      assertThat(course.over.millis(503, 0.5)).as("refused at once").isLessThan(AT_ONCE_MILLIS);
      assertThat(course.over.unanswered()).as("hanging").isZero();
      assertThat(course.over.brokenConnections()).isZero();
      assertThat(course.statuses()).containsOnly(200);
      assertThat(course.medianMillis()).isLessThan(course.dueMillis());
      assertThat(violations()).isEmpty();
      assertThat(history.checks()).anyMatch(check -> check.status() == 401);
    }
  }

  /** The test above can fail. */
  @Test
  void aNodeThatTakesEverybodyInRefusesLate() throws Exception {
    try (Arena arena = Arena.of(1, build("greedy", false))) {
      Course course = new Course(arena);
      System.out.println("OverloadIT: greedy " + course.over.figures());
      assertThat(course.over.millis(503, 0.5)).isGreaterThan(AT_ONCE_MILLIS);
    }
  }

  private static FireNode.Build build(String name, boolean refuses) throws Exception {
    String checks = "check/TokenChecks.java";
    ChangedService service =
        new ChangedService().inClass(checks, "CHECKS_AT_ONCE = 64;", "CHECKS_AT_ONCE = 2;");
    if (!refuses) {
      service.inClass(
          checks,
          "public boolean isBehind() {",
          "public boolean isBehind() { if (batch.waiting() >= 0) { return false; }");
    }
    return FireNode.Build.with(service.classPath("overload-" + name));
  }

  private List<String> violations() {
    Verdicts verdicts = new Verdicts(history, tokens.all(), Map.of(), new WallClock());
    return verdicts.violations(history.checks());
  }

  /** What happened at a node: all it can judge first, then much more than that. */
  private final class Course {
    private final FireNode node;
    private final Path file;
    private final CrowdReport peak;
    private final CrowdReport over;
    private final List<Told> revocations = new ArrayList<>();

    Course(Arena arena) throws Exception {
      node = arena.node(0);
      becomesTrue(
          30_000, () -> !arena.stores().database().rows("select id from members").isEmpty());
      Member member = arena.member(history);
      List<TestToken> asked =
          TestToken.insert(arena.stores().database(), 200, "expires_at = now() + interval '1 day'");
      file = Files.createTempFile("tokens", ".txt");
      Files.write(file, asked.stream().map(TestToken::plainText).toList());
      List<FireToken> doomed = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        doomed.add(await(member.create(node)));
        tokens.created(doomed.get(i));
      }
      crowd(24, 3, 0); // until all is known and warm
      node.redis().delay(Way.TO_STORE, WAY_MILLIS, 0);
      peak = peak();
      try (Loiterers loiterers = new Loiterers(arena.vertx(), node);
          Checks checks = new Checks(arena.vertx(), history, "/overload/")) {
        loiterers.addIdle(500);
        loiterers.addSlowReaders(24, asked.get(0).plainText());
        over = overload(member, checks, doomed);
      }
      node.redis().heal();
      member.close();
    }

    /** The most that are judged, however many clients that takes. */
    private CrowdReport peak() throws Exception {
      CrowdReport most = null;
      for (int clients : CLIENTS_TOWARDS_PEAK) {
        CrowdReport report = crowd(clients, SECONDS, 0);
        System.out.println("OverloadIT: " + clients + " clients " + report.figures());
        boolean more = most == null || report.perSecond(200) > most.perSecond(200);
        most = more ? report : most;
      }
      return most;
    }

    private CrowdReport crowd(int clients, int seconds, int perSecond) throws Exception {
      return Crowd.await(send(clients, seconds, perSecond));
    }

    private JavaProcess send(int clients, int seconds, int perSecond) throws Exception {
      return Crowd.send(new Crowd.Order(node.port(), file, clients, seconds, perSecond));
    }

    private CrowdReport overload(Member member, Checks checks, List<FireToken> doomed)
        throws Exception {
      SplittableRandom random = new SplittableRandom();
      JavaProcess crowd = send(CLIENTS, SECONDS, (int) (TIMES * peak.perSecond(200)));
      checks.start(100, () -> new Question(node, Asked.CHECK, any(doomed, random)));
      Thread.sleep(4_000); // until the crowd has gathered
      for (int i = 0; i < doomed.size() && crowd.process().isAlive(); i++) {
        revocations.add(await(member.revoke(node, doomed.get(i))));
      }
      CrowdReport report = Crowd.await(crowd);
      checks.stop();
      return report;
    }

    private static FireToken any(List<FireToken> doomed, SplittableRandom random) {
      return doomed.get(random.nextInt(doomed.size()));
    }

    private int dueMillis() {
      return DUE_MILLIS + peak.millis(200, 0.99);
    }

    private List<Integer> statuses() {
      return revocations.stream().map(Told::status).toList();
    }

    private long medianMillis() {
      List<Long> sorted = revocations.stream().map(Told::millis).sorted().toList();
      return sorted.get(sorted.size() / 2);
    }

    private static boolean isComplete(Told revocation) {
      return revocation.answer().getBoolean("complete", false);
    }

    private String revocations() {
      List<Long> sorted = revocations.stream().map(Told::millis).sorted().toList();
      long p99 = sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1);
      long complete = revocations.stream().filter(Course::isComplete).count();
      return "%d, p50 %d ms, p99 %d ms; %d receipts complete"
          .formatted(sorted.size(), medianMillis(), p99, complete);
    }
  }
}
