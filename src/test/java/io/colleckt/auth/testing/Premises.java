package io.colleckt.auth.testing;

import static io.colleckt.auth.testing.Await.await;

import io.colleckt.auth.account.Password;
import io.colleckt.auth.persistence.FirstStart;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A whole node on a database and a Redis of its own. It starts with one workspace, {@code
 * owner@example.com}'s; more are let into it.
 */
final class Premises implements AutoCloseable {
  static final String PASSWORD = "a long enough sentence";
  static final String FIRST_OWNER = "owner@example.com";

  /** Copies the first owner's password, whose hash is not worth the time of drawing anew. */
  private static final String LET_IN =
      """
      with place as (insert into workspaces (name) values ('My workspace') returning id),
        person as (
          insert into members (email, password_hash)
          select '%s', password_hash from members where email = '%s' returning id),
        seat as (
          insert into memberships (workspace_id, member_id, role, accepted_at)
          select place.id, person.id, 'owner', now() from place, person)
      select id from place
      """;

  private final AtomicInteger letIn = new AtomicInteger();
  private final Database database;
  private final RedisProcess redis;
  private final RunningNode node;
  private final boolean shared;

  private Premises(boolean shared) throws Exception {
    this.shared = shared;
    this.database = Stores.shared().freshDatabase();
    this.redis = new RedisProcess();
    this.node = RunningNode.on(database, redis.url());
    FirstStart first = new FirstStart(node.node().vertx(), database.databaseUrl());
    await(first.run(Optional.of(FIRST_OWNER), Optional.of(new Password(PASSWORD))));
  }

  private static final class Shared {
    private static final Premises PREMISES = forTheWholeRun();
  }

  static Premises start() throws Exception {
    return new Premises(false);
  }

  /** The one of this JVM, started at the first call, which nobody may harm. */
  static Premises shared() {
    return Shared.PREMISES;
  }

  private static Premises forTheWholeRun() {
    try {
      Premises premises = new Premises(true);
      AtJvmEnd.close(premises);
      return premises;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first workspace, for whoever has the premises alone. */
  Workspace first() throws Exception {
    return new Workspace(this, 1, FIRST_OWNER);
  }

  /** Makes a workspace, as new as the first, with an owner that no other one knows. */
  Workspace letIn() throws Exception {
    String owner = "owner" + letIn.incrementAndGet() + "@example.com";
    String id = database.rows(LET_IN.formatted(owner, FIRST_OWNER)).get(0);
    return new Workspace(this, Integer.parseInt(id), owner);
  }

  boolean areShared() {
    return shared;
  }

  Database database() {
    return database;
  }

  RedisProcess redis() {
    return redis;
  }

  RunningNode node() {
    return node;
  }

  @Override
  public void close() throws IOException {
    node.close();
    redis.close();
  }
}
