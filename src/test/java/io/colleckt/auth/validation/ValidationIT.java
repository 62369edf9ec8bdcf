package io.colleckt.auth.validation;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.bus.RecordBus;
import io.colleckt.auth.check.TokenChecks;
import io.colleckt.auth.persistence.PersistenceVerticle;
import io.colleckt.auth.persistence.Schema;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.RedisConnection;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.testing.Stores;
import io.colleckt.auth.testing.TestToken;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.IpAddress;
import io.colleckt.auth.token.Mark;
import io.colleckt.auth.token.MarkKind;
import io.colleckt.auth.token.PlaceMarks;
import io.colleckt.auth.token.Verdict;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Checks against a real Redis and a real Postgres. */
class ValidationIT {
  private static final IpAddress HOME = IpAddress.parse("192.0.2.7");
  private static final String A_DAY = "expires_at = now() + interval '1 day'";

  private static Database database;
  private static RedisProcess redis;
  private static Vertx vertx;
  private static Context context;
  private static TokenChecks checks;

  @BeforeAll
  static void start() throws Exception {
    database = Stores.shared().freshDatabase();
    Schema.migrate(database.migrationUrl(), database.databaseUrl());
    redis = new RedisProcess();
    vertx = Vertx.vertx();
    RecordBus.prepare(vertx.eventBus());
    await(vertx.deployVerticle(new PersistenceVerticle(database.databaseUrl(), 90)));
    await(vertx.deployVerticle(new ValidationVerticle(redis.url())));
    await(vertx.deployVerticle(new PlacementVerticle(redis.url())));
    context = vertx.getOrCreateContext();
    checks = new TokenChecks(context);
  }

  @AfterAll
  static void stop() throws Exception {
    await(vertx.close());
    redis.close();
  }

  @Test
  void liveTokenIsAcceptedFromPostgresAndThenFromRedis() throws Exception {
    TestToken token = TestToken.insert(database);
    Verdict first = check(token, "", HOME);
    Verdict second = check(token, "", HOME);
    assertThat(first).isInstanceOf(Verdict.Accepted.class).isEqualTo(second);
    assertThat(((Verdict.Accepted) first).token().id()).isEqualTo(token.id());
    assertThat(keysOf(token)).hasSize(1);
  }

  @Test
  void unknownIdLeavesNothingBehind() throws Exception {
    TestToken unknown = new TestToken(987_654_321, TestToken.randomSecret());
    long before = keyCount();
    assertThat(check(unknown, "", HOME)).isEqualTo(Verdict.UNKNOWN);
    assertThat(keyCount()).isEqualTo(before);
  }

  @Test
  void eachDefectHasItsOutcomeBothTimes() throws Exception {
    TestToken live = TestToken.insert(database);
    TestToken wrong = new TestToken(live.id(), TestToken.randomSecret());
    TestToken expired = TestToken.insert(database, "expires_at = now() - interval '1 second'");
    TestToken paused = TestToken.insert(database, "state = 'paused', " + A_DAY);
    TestToken revoked =
        TestToken.insert(database, "state = 'revoked', revoked_at = now(), " + A_DAY);
    TestToken elsewhere =
        TestToken.insert(database, "allowed_ips = '{10.0.0.0/8,2001:db8::/33}', " + A_DAY);
    for (int round = 0; round < 2; round++) {
      assertThat(check(wrong, "", HOME)).isEqualTo(Verdict.WRONG_SECRET);
      assertThat(check(expired, "", HOME)).isEqualTo(Verdict.EXPIRED);
      assertThat(check(paused, "", HOME)).isEqualTo(Verdict.PAUSED);
      assertThat(check(revoked, "", HOME)).isEqualTo(Verdict.REVOKED);
      assertThat(check(elsewhere, "", HOME)).isEqualTo(Verdict.ADDRESS);
    }
  }

  @Test
  void addressesAreMatchedToTheBit() throws Exception {
    TestToken token =
        TestToken.insert(
            database, "allowed_ips = '{10.0.0.0/9,192.0.2.8/32,2001:db8::/33}', " + A_DAY);
    for (int round = 0; round < 2; round++) {
      for (String inside : List.of("10.127.255.255", "192.0.2.8", "2001:db8:7fff::1")) {
        assertThat(check(token, "", IpAddress.parse(inside))).isInstanceOf(Verdict.Accepted.class);
      }
      for (String outside : List.of("10.128.0.0", "192.0.2.9", "2001:db8:8000::1", "::1")) {
        assertThat(check(token, "", IpAddress.parse(outside))).isEqualTo(Verdict.ADDRESS);
      }
    }
  }

  @Test
  void abilitiesAreMatchedExactlyAndTheStarSparesTheReserved() throws Exception {
    TestToken some = TestToken.insert(database, "abilities = '{read,write:all}', " + A_DAY);
    TestToken all = TestToken.insert(database);
    TestToken both = TestToken.insert(database, "abilities = '{*,tokens:introspect}', " + A_DAY);
    for (int round = 0; round < 2; round++) {
      assertThat(check(some, "read", HOME)).isInstanceOf(Verdict.Accepted.class);
      assertThat(check(some, "write:all", HOME)).isInstanceOf(Verdict.Accepted.class);
      assertThat(check(some, "write", HOME)).isEqualTo(Verdict.LACKS_ABILITY);
      assertThat(check(some, "*", HOME)).isEqualTo(Verdict.LACKS_ABILITY);
      assertThat(check(all, "anything", HOME)).isInstanceOf(Verdict.Accepted.class);
      assertThat(check(all, "tokens:introspect", HOME)).isEqualTo(Verdict.LACKS_ABILITY);
      assertThat(check(both, "tokens:introspect", HOME)).isInstanceOf(Verdict.Accepted.class);
      assertThat(check(both, "tokens:other", HOME)).isEqualTo(Verdict.LACKS_ABILITY);
      assertThat(check(both, "anything", HOME)).isInstanceOf(Verdict.Accepted.class);
    }
  }

  @Test
  void rateLimitLetsItsBurstThroughAndThenSaysWhenToCome() throws Exception {
    TestToken token =
        TestToken.insert(database, "rate_limit = 3, rate_window_seconds = 60, " + A_DAY);
    for (int left = 2; left >= 0; left--) {
      Verdict.Accepted accepted = (Verdict.Accepted) check(token, "", HOME);
      assertThat(accepted.quota().remaining()).isEqualTo(left);
      assertThat(accepted.quota().limit().limit()).isEqualTo(3);
    }
    Verdict.RateLimited limited = (Verdict.RateLimited) check(token, "", HOME);
    assertThat(limited.quota().waitMillis()).isBetween(15_000L, 20_000L);
  }

  @Test
  void aHundredChecksOfOneTickAreJudgedEachByItself() throws Exception {
    List<TestToken> tokens = Stream.generate(() -> TestToken.insert(database)).limit(100).toList();
    for (int round = 0; round < 2; round++) {
      List<Verdict> verdicts = checkTogether(tokens);
      for (int i = 0; i < tokens.size(); i++) {
        Verdict.Accepted accepted = (Verdict.Accepted) verdicts.get(i);
        assertThat(accepted.token().id()).isEqualTo(tokens.get(i).id());
      }
    }
  }

  @Test
  void tombstoneBeatsTheRecord() throws Exception {
    TestToken token = TestToken.insert(database);
    assertThat(check(token, "", HOME)).isInstanceOf(Verdict.Accepted.class);
    place(new Mark(0, token.id(), MarkKind.TOMBSTONE, 2));
    assertThat(check(token, "", HOME)).isEqualTo(Verdict.REVOKED);
  }

  @Test
  void floorSendsToPostgresAndIsMetByItsVersion() throws Exception {
    TestToken token = TestToken.insert(database);
    assertThat(check(token, "", HOME)).isInstanceOf(Verdict.Accepted.class);
    token.update(database, "state = 'paused'");
    assertThat(check(token, "", HOME)).as("not told yet").isInstanceOf(Verdict.Accepted.class);
    place(new Mark(0, token.id(), MarkKind.FLOOR, 3));
    assertThat(check(token, "", HOME)).isEqualTo(Verdict.PAUSED);
    token.update(database, "state = 'active'");
    place(new Mark(0, token.id(), MarkKind.FLOOR, 4));
    assertThat(check(token, "", HOME)).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void floorDoesNotReplaceATombstoneNorANewerRecord() throws Exception {
    TestToken dead = TestToken.insert(database);
    place(new Mark(0, dead.id(), MarkKind.TOMBSTONE, 2));
    place(new Mark(0, dead.id(), MarkKind.FLOOR, 9));
    assertThat(check(dead, "", HOME)).isEqualTo(Verdict.REVOKED);
    TestToken live = TestToken.insert(database);
    check(live, "", HOME);
    place(new Mark(0, live.id(), MarkKind.FLOOR, 2));
    assertThat(keysOf(live)).singleElement().asString().startsWith("R");
  }

  private static Verdict check(TestToken token, String ability, IpAddress address)
      throws Exception {
    return await(context, () -> checks.verdictOn(asCheck(token, ability, address)));
  }

  private static List<Verdict> checkTogether(List<TestToken> tokens) throws Exception {
    return await(context, () -> Future.all(verdictsOn(tokens)).map(all -> all.<Verdict>list()));
  }

  private static List<Future<Verdict>> verdictsOn(List<TestToken> tokens) {
    return tokens.stream().map(token -> checks.verdictOn(asCheck(token, "", HOME))).toList();
  }

  private static Check asCheck(TestToken token, String ability, IpAddress address) {
    Check.Caller caller = new Check.Caller(address, "GET", "/orders", "test", false);
    return new Check(token.id(), token.hash(), ability, caller, System.nanoTime());
  }

  private static void place(Mark mark) throws Exception {
    await(Addresses.PLACE.ask(vertx.eventBus(), new PlaceMarks(List.of(mark))));
  }

  private static List<Object> keysOf(TestToken token) throws Exception {
    try (RedisConnection connection = RedisConnection.connect(redis.url())) {
      List<Object> values = new ArrayList<>();
      for (Object key : (List<?>) connection.command("KEYS", "*:t:" + token.id())) {
        values.add(connection.command("GET", String.valueOf(key)));
      }
      return values;
    }
  }

  private static long keyCount() throws Exception {
    try (RedisConnection connection = RedisConnection.connect(redis.url())) {
      return ((List<?>) connection.command("KEYS", "*:t:*")).size();
    }
  }
}
