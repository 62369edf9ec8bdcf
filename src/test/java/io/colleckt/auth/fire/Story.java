package io.colleckt.auth.fire;

import static io.colleckt.auth.fire.Scene.comes;
import static io.colleckt.auth.testing.Await.await;

import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.RedisProcess;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * Unlucky courses of events, step by step. The service survives each of them; each lets one of the
 * {@link Mutant}s fall.
 */
enum Story {
  /** A fill is under way while its token is revoked; then Redis forgets all. */
  LATE_FILL_AFTER_A_FLUSH(scene -> lateFill(scene, scene::flushRedis)),

  /** A fill is under way while its token is revoked. */
  LATE_FILL(scene -> lateFill(scene, () -> {})),

  /** The same, and Redis starts anew behind a proxy that keeps its clients. */
  LATE_FILL_INTO_A_NEW_PROCESS(
      scene -> {
        keepConnected(scene);
        return lateFill(
            scene,
            () -> {
              scene.stores().redis().kill();
              scene.stores().redis().start();
              Thread.sleep(800); // until the nodes judge by it
            });
      }),

  /** A check begins after a pause, while an older look-up of the token is under way. */
  SECOND_CHECK_DURING_A_LOOK_UP(
      scene -> {
        FireToken token = scene.token();
        Future<Void> caught = scene.a().postgres().trap(Way.TO_NODE, Scene.hash(token));
        scene.begin(scene.a(), token);
        if (comes(caught)) {
          scene.pause(scene.b(), token);
          scene.flushRedis();
          Future<Told> second = scene.begin(scene.a(), token);
          Thread.sleep(10);
          scene.a().postgres().heal();
          await(second);
        }
        scene.a().postgres().heal();
        return scene.verdicts();
      }),

  /** A change is under way to Redis while its token is revoked. */
  LATE_CHANGE(
      scene -> {
        FireToken token = scene.token();
        Future<Void> caught = scene.a().redis().trap(Way.TO_STORE, Scene.hash(token));
        Future<Told> narrowed = scene.beginNarrowing(scene.a(), token);
        if (comes(caught)) {
          scene.revoke(scene.b(), token);
        }
        scene.a().redis().heal();
        await(narrowed);
        Thread.sleep(200);
        scene.check(scene.b(), token);
        return scene.verdicts();
      }),

  /** A node that cannot reach Redis is asked to revoke, then another one. */
  DELETED_TWICE(
      scene -> {
        FireToken token = known(scene);
        scene.a().redis().hold(Way.values());
        scene.revoke(scene.a(), token);
        scene.revoke(scene.b(), token);
        scene.check(scene.b(), token);
        scene.a().redis().heal();
        return scene.verdicts();
      }),

  /** A node that cannot reach Redis is asked to revoke. */
  DELETED_WITHOUT_REDIS(
      scene -> {
        FireToken token = known(scene);
        scene.a().redis().hold(Way.values());
        scene.revoke(scene.a(), token);
        scene.check(scene.b(), token);
        scene.a().redis().heal();
        return scene.verdicts();
      }),

  /** Redis starts anew and so does one node, while the other is frozen for a while. */
  NODES_OF_TWO_AGES(
      scene -> {
        FireToken token = known(scene);
        scene.stores().redis().kill();
        scene.stores().redis().start();
        scene.b().kill();
        scene.b().start();
        Thread.sleep(1_500); // until the older node judges by Redis again
        scene.a().freeze();
        Thread.sleep(6_000); // until it counts as gone
        scene.revoke(scene.b(), token);
        scene.a().thaw();
        scene.check(scene.a(), token);
        scene.check(scene.a(), token);
        return scene.verdicts();
      }),

  NODE_KILLED_UNDER_LOAD(
      scene -> {
        scene.startLoad(scene.a());
        Thread.sleep(2_000);
        scene.a().kill();
        scene.stopLoad();
        scene.a().start();
        return scene.records();
      }),

  REDIS_FROZEN_UNDER_LOAD(
      scene -> {
        scene.startLoad(scene.a(), scene.b());
        Thread.sleep(1_500);
        scene.stores().redis().stop();
        Thread.sleep(800);
        scene.stores().redis().cont();
        Thread.sleep(800);
        scene.stopLoad();
        return scene.records();
      }),

  /** Redis comes back without its files, and its clock shows a moment that it has shown before. */
  REDIS_EMPTY_AND_BEHIND(
      scene -> {
        RedisProcess redis = scene.stores().redis();
        redis.setClock(Duration.ofMillis(400));
        redis.kill();
        redis.start();
        scene.startLoad(scene.a(), scene.b());
        Thread.sleep(2_500);
        redis.setClock(Duration.ofMillis(-400));
        redis.kill();
        redis.loseFiles();
        redis.start();
        scene.beginAnew();
        Thread.sleep(2_500);
        scene.stopLoad();
        redis.setClock(Duration.ZERO);
        redis.kill();
        redis.start();
        return scene.records();
      }),

  /** Redis starts anew, and empty, behind a proxy that keeps the drain of one node connected. */
  DRAIN_INTO_A_NEW_PROCESS(
      scene -> {
        keepConnected(scene);
        scene.stores().redis().kill();
        scene.stores().redis().loseFiles(); // with files it would not answer at once
        scene.stores().redis().start();
        scene.beginAnew();
        byte[] ending = "Ends a stream".getBytes(StandardCharsets.US_ASCII);
        Future<Void> caught = scene.a().redis().trap(Way.TO_STORE, ending);
        scene.check(scene.a(), scene.token());
        if (comes(caught)) {
          scene.startLoad(scene.a());
          scene.b().freeze(); // so that it brings nothing in meanwhile
          Thread.sleep(200);
          scene.a().redis().heal();
          Thread.sleep(100);
          scene.b().thaw();
          scene.stopLoad();
        }
        scene.a().redis().heal();
        return scene.records();
      }),

  /** Nothing breaks. */
  CALM(
      scene -> {
        scene.load(3_000, scene.a(), scene.b());
        return scene.records();
      }),

  /** Nothing breaks, and answers are looked at. */
  CALM_ANSWERS(
      scene -> {
        scene.load(3_000, scene.a(), scene.b());
        List<String> broken = scene.verdicts();
        return broken.isEmpty() ? scene.unanswered() : broken;
      }),

  /** A node dies while its revocation waits to be written into the audit log. */
  NODE_KILLED_BEFORE_THE_AUDIT_ROW(
      scene -> {
        FireToken token = known(scene);
        try (Connection connection = Database.connect(scene.database().migrationUrl());
            Statement statement = connection.createStatement()) {
          connection.setAutoCommit(false);
          statement.execute("lock table audit in exclusive mode");
          Future<Told> revoked = scene.beginRevoking(scene.a(), token);
          Thread.sleep(400);
          scene.a().kill();
          await(revoked);
          connection.rollback();
        }
        scene.a().start();
        return scene.effects();
      });

  /** A course of events. */
  private interface Course {
    /** What it broke. */
    List<String> run(Scene scene) throws Exception;
  }

  /** Something that happens in between. */
  private interface Event {
    void happen() throws Exception;
  }

  @SuppressWarnings("ImmutableEnumChecker") // a lambda that holds nothing
  private final Course course;

  Story(Course course) {
    this.course = course;
  }

  /** Lets it happen once more; what promises that broke, one line each. */
  List<String> tell(Scene scene) throws Exception {
    scene.beginAnew();
    return course.run(scene);
  }

  private static List<String> lateFill(Scene scene, Event event) throws Exception {
    FireToken token = scene.token();
    byte[] fill = "fill_".getBytes(StandardCharsets.US_ASCII);
    Future<Void> caught = scene.a().redis().trap(Way.TO_STORE, fill);
    Future<Told> first = scene.begin(scene.a(), token);
    if (comes(caught)) {
      scene.revoke(scene.b(), token);
      event.happen();
    }
    scene.a().redis().heal();
    await(first);
    Thread.sleep(200);
    scene.check(scene.b(), token);
    return scene.verdicts();
  }

  /** From now on a node's connections to Redis outlive the process that they were opened to. */
  private static void keepConnected(Scene scene) {
    String url = scene.stores().redis().url();
    String password = url.substring(url.indexOf(":", 8) + 1, url.indexOf('@'));
    scene.a().redis().keepNodesConnected("AUTH " + password + "\r\n");
  }

  /** A live token whose record is in Redis. */
  private static FireToken known(Scene scene) {
    FireToken token = scene.token();
    scene.check(scene.b(), token);
    scene.check(scene.a(), token);
    return token;
  }
}
