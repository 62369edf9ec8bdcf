package io.colleckt.auth.testing;

import static io.colleckt.auth.testing.Await.await;

import io.colleckt.auth.account.Password;
import io.colleckt.auth.persistence.FirstStart;
import java.io.IOException;
import java.util.Optional;

/**
 * A whole node on an empty database and a Redis of its own, with a workspace and its owner, for
 * tests that look at it from outside.
 */
public final class Workspace implements AutoCloseable {
  public static final String EMAIL = "owner@example.com";
  public static final String PASSWORD = "a long enough sentence";

  private final Database database;
  private final RedisProcess redis;
  private final RunningNode node;
  private final Dashboard owner;

  private Workspace(Database database, RedisProcess redis) throws Exception {
    this.database = database;
    this.redis = redis;
    this.node = RunningNode.on(database, redis.url());
    FirstStart first = new FirstStart(node.node().vertx(), database.databaseUrl());
    await(first.run(Optional.of(EMAIL), Optional.of(new Password(PASSWORD))));
    this.owner = Dashboard.signIn(node, EMAIL, PASSWORD);
  }

  /** Starts it; it holds no token. */
  public static Workspace start() throws Exception {
    return new Workspace(Stores.shared().freshDatabase(), new RedisProcess());
  }

  public Database database() {
    return database;
  }

  /** To be frozen or killed. */
  public RedisProcess redis() {
    return redis;
  }

  public RunningNode node() {
    return node;
  }

  /** The owner at the API, without a browser. */
  public Dashboard owner() {
    return owner;
  }

  /** A browser in which the owner has signed in, with the page at this path. */
  public Tab tab(String path) {
    Tab tab = Browser.open(node, Look.WIDE);
    tab.signIn(owner);
    tab.go(path);
    return tab;
  }

  @Override
  public void close() throws IOException {
    node.close();
    redis.close();
  }
}
