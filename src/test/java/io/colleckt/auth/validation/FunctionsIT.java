package io.colleckt.auth.validation;

import static io.colleckt.auth.testing.Await.await;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colleckt.auth.redis.RedisConnector;
import io.colleckt.auth.testing.RedisConnection;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.testing.TestToken;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.Environment;
import io.colleckt.auth.token.Grant;
import io.colleckt.auth.token.IpAddress;
import io.colleckt.auth.token.Judgement;
import io.colleckt.auth.token.Mark;
import io.colleckt.auth.token.MarkKind;
import io.colleckt.auth.token.Miss;
import io.colleckt.auth.token.TokenRecord;
import io.colleckt.auth.token.TokenState;
import io.colleckt.auth.token.Verdict;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Response;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The guards of the Redis functions, one call at a time. Each of them, taken away, undoes some
 * revocation.
 */
class FunctionsIT {
  private static final String SECRET = TestToken.randomSecret();
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private static RedisProcess redis;
  private static Vertx vertx;
  private static Context context;
  private static RedisFunctions functions;
  private static long nextId = 1;

  private RedisSession session;
  private long id;

  @BeforeAll
  static void start() {
    redis = new RedisProcess();
    vertx = Vertx.vertx();
    context = vertx.getOrCreateContext();
    functions = RedisFunctions.read();
  }

  @AfterAll
  static void stop() throws Exception {
    await(vertx.close());
    redis.close();
  }

  @BeforeEach
  void connect() throws Exception {
    id = nextId++;
    assertThat(becomesTrue(10_000, this::isOpen)).isTrue();
  }

  @Test
  void fillIsTheVerdictAndStays() throws Exception {
    Miss miss = miss();
    assertThat(fill(miss, record(1))).isInstanceOf(Verdict.Accepted.class);
    assertThat(check()).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void fillIsRefusedAfterAnyChangeSinceItsMiss() throws Exception {
    Miss miss = miss();
    place(new Mark(0, id + 1_000_000, MarkKind.FLOOR, 1));
    assertThat(fill(miss, record(1))).isInstanceOf(Miss.class);
    assertThat(check()).isInstanceOf(Miss.class);
  }

  @Test
  void fillAfterARevocationIsJudgedByTheTombstone() throws Exception {
    Miss miss = miss();
    place(new Mark(0, id, MarkKind.TOMBSTONE, 2));
    assertThat(fill(miss, record(1))).isEqualTo(Verdict.REVOKED);
  }

  @Test
  void fillIsRefusedWhenATombstoneWasFlushedAwayInBetween() throws Exception {
    Miss miss = miss();
    place(new Mark(0, id, MarkKind.TOMBSTONE, 2));
    command("FLUSHALL");
    assertThat(fill(miss, record(1))).isInstanceOf(Miss.class);
  }

  @Test
  void fillOfAnotherNamespaceIsRefused() throws Exception {
    Miss miss = miss();
    assertThat(fill(new Miss("0123456789ab", miss.counter(), miss.atMillis()), record(1)))
        .isInstanceOf(Miss.class);
  }

  @Test
  void fillIsRefusedWhenItIsLateOrFromTheFuture() throws Exception {
    Miss miss = miss();
    for (long shift : new long[] {-5_200, 2_000}) {
      Miss other = new Miss(miss.namespace(), miss.counter(), miss.atMillis() + shift);
      assertThat(fill(other, record(1))).as("%d ms", shift).isInstanceOf(Miss.class);
    }
    assertThat(check()).isInstanceOf(Miss.class);
  }

  @Test
  void floorIsMetByItsVersionAndNoOlderOne() throws Exception {
    place(new Mark(0, id, MarkKind.FLOOR, 5));
    assertThat(fill(miss(), record(4))).isInstanceOf(Miss.class);
    assertThat(fill(miss(), record(5))).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void fillDoesNotReplaceARecordThatCameFirst() throws Exception {
    Miss miss = miss();
    fill(miss, record(2));
    TokenRecord other = record(1, "other".repeat(10), TokenState.ACTIVE);
    assertThat(fill(miss, other)).isInstanceOf(Verdict.Accepted.class);
  }

  @Test
  void oldRecordIsAMissWhilePostgresAnswersAndCountsWhileItDoesNot() throws Exception {
    fill(miss(), record(1));
    age(Duration.ofMinutes(61));
    assertThat(check()).isInstanceOf(Miss.class);
    assertThat(checkWithoutPostgres()).isInstanceOf(Verdict.Accepted.class);
    assertThat(fill(miss(), record(1, SECRET, TokenState.PAUSED))).isEqualTo(Verdict.PAUSED);
    assertThat(check()).isEqualTo(Verdict.PAUSED);
  }

  @Test
  void usedRecordIsTouchedAndAnIdleOneGoes() throws Exception {
    fill(miss(), record(1));
    assertThat(ttlMillis()).isBetween(269_000L, 330_000L);
    command("PEXPIRE", key(), "100000");
    check();
    assertThat(ttlMillis()).as("not due yet by its own mark").isLessThan(100_001);
    shiftTouch(-1000);
    check();
    assertThat(ttlMillis()).isBetween(269_000L, 330_000L);
  }

  @Test
  void unknownFormatIsAMiss() throws Exception {
    fill(miss(), record(1));
    change(value -> value[0] = 'S');
    assertThat(check()).isInstanceOf(Miss.class);
  }

  @Test
  void missLeavesNothingBehindButTheCounter() throws Exception {
    command("FLUSHALL");
    check();
    assertThat((List<?>) command("KEYS", "*")).singleElement().asString().endsWith(":c");
  }

  @Test
  void libraryIsLoadedAgainWhereItIsMissing() throws Exception {
    command("FUNCTION", "FLUSH");
    assertThat(check()).isInstanceOf(Miss.class);
    assertThat((List<?>) command("FUNCTION", "LIST")).hasSize(1);
  }

  @Test
  void restartedRedisHasAnotherNamespace() throws Exception {
    String before = miss().namespace();
    redis.kill();
    redis.start();
    assertThat(becomesTrue(10_000, this::isOpen)).isTrue();
    assertThat(miss().namespace()).isNotEqualTo(before);
  }

  @Test
  void withoutMemoryChecksAreRefusedUnexecutedAndTombstonesStandAllTheSame() throws Exception {
    fill(miss(), record(1));
    command("CONFIG", "SET", "maxmemory", "1");
    try {
      assertThatThrownBy(this::check).isInstanceOf(NotExecutedException.class);
      place(new Mark(0, id, MarkKind.TOMBSTONE, 2));
    } finally {
      command("CONFIG", "SET", "maxmemory", "0");
    }
    assertThat(check()).isEqualTo(Verdict.REVOKED);
  }

  @Test
  void evictingRedisIsNotUsed() throws Exception {
    command("CONFIG", "SET", "maxmemory-policy", "allkeys-lru");
    try {
      assertThatThrownBy(FunctionsIT::open).hasMessageContaining("noeviction");
    } finally {
      command("CONFIG", "SET", "maxmemory-policy", "noeviction");
    }
  }

  @Test
  void recordTakesAtMost224BytesWithItsKey() throws Exception {
    command("FLUSHALL");
    long before = usedMemory();
    int count = 60_000; // as full a hash table as a million tokens make
    for (int i = 0; i < count; i += 200) {
      fillMany(1_000_000 + i, 200);
    }
    double each = (double) (usedMemory() - before) / count;
    assertThat(each).isLessThan(224);
  }

  private static RedisSession open() throws Exception {
    return await(context, FunctionsIT::connectOnce);
  }

  private static Future<RedisSession> connectOnce() {
    RedisConnector connector = new RedisConnector(vertx, redis.url(), RedisSession.PATIENCE);
    return RedisSession.open(connector, functions);
  }

  /** A machine that is busy otherwise may need a second try. */
  private boolean isOpen() {
    try {
      session = open();
      return true;
    } catch (Exception e) {
      return false;
    }
  }

  private Miss miss() throws Exception {
    return (Miss) check();
  }

  private Judgement check() throws Exception {
    return judge(Request.toCheck(functions.check(), List.of(asCheck(id)), true));
  }

  private Judgement checkWithoutPostgres() throws Exception {
    return judge(Request.toCheck(functions.check(), List.of(asCheck(id)), false));
  }

  private Judgement fill(Miss miss, TokenRecord record) throws Exception {
    Fill fill = new Fill(asCheck(id), miss, record);
    return judge(Request.toFill(functions.fill(), List.of(fill)));
  }

  private void fillMany(long firstId, int count) throws Exception {
    Miss miss = miss();
    List<Fill> fills =
        LongStream.range(firstId, firstId + count)
            .mapToObj(each -> new Fill(asCheck(each), miss, record(each, 1, SECRET)))
            .toList();
    await(
        context, () -> session.call(Request.toFill(functions.fill(), fills), Function.identity()));
  }

  private Judgement judge(Request request) throws Exception {
    Reply reply = await(context, () -> session.call(request, Function.identity()));
    return reply.judgements(1, i -> asCheck(id)).get(0);
  }

  private void place(Mark mark) throws Exception {
    await(
        context,
        () -> session.call(Request.toPlace(functions.place(), List.of(mark)), Function.identity()));
  }

  private TokenRecord record(int version) {
    return record(version, SECRET, TokenState.ACTIVE);
  }

  private TokenRecord record(int version, String secret, TokenState state) {
    TokenRecord active = record(id, version, secret);
    return new TokenRecord(
        active.id(),
        active.workspaceId(),
        active.environment(),
        active.hash(),
        active.expiresAtMillis(),
        state,
        version,
        active.grant());
  }

  private static TokenRecord record(long id, int version, String secret) {
    return new TokenRecord(
        id,
        1,
        Environment.PRODUCTION,
        TestToken.hash(secret),
        System.currentTimeMillis() + DAY_MILLIS,
        TokenState.ACTIVE,
        version,
        Grant.FULL);
  }

  private static Check asCheck(long id) {
    Check.Caller caller = new Check.Caller(IpAddress.parse("::1"), "GET", "/", "", false);
    return new Check(id, TestToken.hash(SECRET), "", caller, System.nanoTime());
  }

  private String key() throws Exception {
    return (String) ((List<?>) command("KEYS", "*:t:" + id)).get(0);
  }

  private long ttlMillis() throws Exception {
    return (Long) command("PTTL", key());
  }

  private void age(Duration age) throws Exception {
    change(value -> addSeconds(value, 5, -age.toSeconds()));
  }

  private void shiftTouch(long seconds) throws Exception {
    change(value -> addSeconds(value, 9, seconds));
  }

  private static void addSeconds(byte[] value, int offset, long seconds) {
    ByteBuffer buffer = ByteBuffer.wrap(value);
    buffer.putInt(offset, (int) (buffer.getInt(offset) + seconds));
  }

  private void change(Consumer<byte[]> change) throws Exception {
    Redis client = Redis.createClient(vertx, redis.url());
    Response stored = await(client.send(io.vertx.redis.client.Request.cmd(Command.GET).arg(key())));
    byte[] value = stored.toBytes();
    change.accept(value);
    await(
        client.send(
            io.vertx.redis.client.Request.cmd(Command.SET).arg(key()).arg(value).arg("KEEPTTL")));
    await(client.close());
  }

  private static long usedMemory() throws Exception {
    String info = (String) command("INFO", "memory");
    return Long.parseLong(info.replaceAll("(?s).*used_memory:(\\d+).*", "$1"));
  }

  private static Object command(String... words) throws Exception {
    try (RedisConnection connection = RedisConnection.connect(redis.url())) {
      return connection.command(words);
    }
  }
}
