package io.colleckt.auth.validation;

import static io.colleckt.auth.testing.Await.await;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.colleckt.auth.activity.Calls;
import io.colleckt.auth.activity.EntryFormat;
import io.colleckt.auth.redis.RedisConnector;
import io.colleckt.auth.testing.RedisConnection;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.testing.TestToken;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.CheckOutcome;
import io.colleckt.auth.token.Environment;
import io.colleckt.auth.token.Grant;
import io.colleckt.auth.token.IpAddress;
import io.colleckt.auth.token.Mark;
import io.colleckt.auth.token.MarkKind;
import io.colleckt.auth.token.Miss;
import io.colleckt.auth.token.StreamEnd;
import io.colleckt.auth.token.StreamPosition;
import io.colleckt.auth.token.TokenRecord;
import io.colleckt.auth.token.TokenState;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the Redis functions judge is on record when their reply is there, and nothing else is. */
class RecordingIT {
  private static final String SECRET = TestToken.randomSecret();
  private static final String OTHER_SECRET = TestToken.randomSecret();
  private static final long UNKNOWN = 999_999;

  private static RedisProcess redis;
  private static Vertx vertx;
  private static Context context;
  private static RedisFunctions functions;

  private RedisSession session;

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
    assertThat(becomesTrue(10_000, this::isOpen)).isTrue();
    command("FLUSHALL");
  }

  @Test
  void batchIsOneEntryWithTheVerdictOnEachOfItsChecks() throws Exception {
    fill(record(1, TokenState.ACTIVE, future()), record(2, TokenState.PAUSED, future()));
    fill(record(3, TokenState.ACTIVE, 1), record(4, TokenState.REVOKED, future()));
    command("DEL", stream());
    check(
        check(1, SECRET, ""),
        check(UNKNOWN, SECRET, ""),
        check(1, OTHER_SECRET, ""),
        check(2, SECRET, ""),
        check(3, SECRET, ""),
        check(4, SECRET, ""),
        check(1, SECRET, "tokens:introspect"));
    assertThat(entries()).hasSize(1);
    assertThat(entries().get(0))
        .extracting(Calls::tokenId, Calls::outcome)
        .containsExactly(
            tuple(1L, CheckOutcome.ACCEPTED),
            tuple(1L, CheckOutcome.WRONG_SECRET),
            tuple(2L, CheckOutcome.PAUSED),
            tuple(3L, CheckOutcome.EXPIRED),
            tuple(4L, CheckOutcome.REVOKED),
            tuple(1L, CheckOutcome.ABILITY));
    assertThat(entries().get(0).get(0).caller()).isEqualTo(check(1, SECRET, "").caller());
  }

  @Test
  void acceptedBatchIsOnRecordToo() throws Exception {
    fill(record(1, TokenState.ACTIVE, future()));
    command("DEL", stream());
    check(check(1, SECRET, ""), check(1, SECRET, ""), check(1, SECRET, ""));
    assertThat(entries()).extracting(List::size).containsExactly(3);
  }

  @Test
  void missesLeaveNeitherEntryNorStream() throws Exception {
    check(check(UNKNOWN, SECRET, ""), check(UNKNOWN + 1, SECRET, ""));
    assertThat((List<?>) command("KEYS", "*")).singleElement().asString().endsWith(":c");
  }

  @Test
  void fillIsOnRecordOnceAndItsMissIsNot() throws Exception {
    fill(record(1, TokenState.ACTIVE, future()));
    assertThat(entries()).extracting(List::size).containsExactly(1);
  }

  @Test
  void flushedRedisOpensAnotherStreamAndListsIt() throws Exception {
    fill(record(1, TokenState.ACTIVE, future()));
    String before = stream();
    command("FLUSHALL");
    fill(record(1, TokenState.ACTIVE, future()));
    assertThat(stream()).isNotEqualTo(before);
    assertThat(entries()).hasSize(1);
  }

  @Test
  void whatIsNoStreamIsLeftAloneAndAnotherStreamIsOpened() throws Exception {
    fill(record(1, TokenState.ACTIVE, future()));
    String before = stream();
    command("SET", before, "foreign");
    check(check(1, SECRET, ""));
    assertThat(command("GET", before)).isEqualTo("foreign");
    command("SREM", "activity:streams", before);
    assertThat(entries()).extracting(List::size).containsExactly(1);
  }

  @Test
  void endsThatAMarkTellsReachWhatWasJudgedBefore() throws Exception {
    fill(record(1, TokenState.ACTIVE, future()));
    check(check(1, SECRET, ""));
    StreamPosition last = lastPosition();
    List<Mark> tombstone = List.of(new Mark(0, 1, MarkKind.TOMBSTONE, 2));
    Reply reply = call(Request.toPlace(functions.place(), tombstone));
    assertThat(reply.ends()).containsExactly(new StreamEnd(stream(), last));
  }

  @Test
  void withoutMemoryNothingIsJudgedAndNothingAppended() throws Exception {
    fill(record(1, TokenState.ACTIVE, future()));
    command("CONFIG", "SET", "maxmemory", "1");
    try {
      assertThatThrownBy(() -> check(check(1, SECRET, "")))
          .isInstanceOf(NotExecutedException.class);
    } finally {
      command("CONFIG", "SET", "maxmemory", "0");
    }
    assertThat(entries()).hasSize(1);
  }

  private boolean isOpen() {
    try {
      session =
          await(
              context,
              () ->
                  RedisSession.open(
                      new RedisConnector(vertx, redis.url(), RedisSession.PATIENCE), functions));
      return true;
    } catch (Exception e) {
      return false; // a busy machine may need a second try
    }
  }

  private Reply check(Check... checks) throws Exception {
    return call(Request.toCheck(functions.check(), List.of(checks), true));
  }

  private void fill(TokenRecord... records) throws Exception {
    List<Fill> fills = new ArrayList<>();
    for (TokenRecord record : records) {
      Check check = check(record.id(), SECRET, "");
      Miss miss = (Miss) check(check).judgements(1, i -> check).get(0);
      fills.add(new Fill(check, miss, record));
    }
    call(Request.toFill(functions.fill(), fills));
  }

  private Reply call(Request request) throws Exception {
    return await(context, () -> session.call(request, Function.identity()));
  }

  private static Check check(long id, String secret, String ability) {
    Check.Caller caller =
        new Check.Caller(IpAddress.parse("192.0.2.7"), "GET", "/orders", "curl/8.5", true);
    return new Check(id, TestToken.hash(secret), ability, caller, System.nanoTime());
  }

  private static TokenRecord record(long id, TokenState state, long expiresAtMillis) {
    return new TokenRecord(
        id,
        1,
        Environment.PRODUCTION,
        TestToken.hash(SECRET),
        expiresAtMillis,
        state,
        1,
        Grant.FULL);
  }

  private static long future() {
    return System.currentTimeMillis() + 3_600_000;
  }

  private static String stream() throws Exception {
    return (String) ((List<?>) command("SMEMBERS", "activity:streams")).get(0);
  }

  private static StreamPosition lastPosition() throws Exception {
    return StreamPosition.parse(read().get(read().size() - 1).get(0).toString());
  }

  private static List<List<Calls>> entries() throws Exception {
    List<List<Calls>> entries = new ArrayList<>();
    for (Response entry : read()) {
      Response fields = entry.get(1);
      entries.add(EntryFormat.read(fields.get(1).toBytes(), fields.get(3).toBytes()));
    }
    return entries;
  }

  private static List<Response> read() throws Exception {
    Redis client = Redis.createClient(vertx, redis.url());
    Response entries =
        await(
            client.send(
                io.vertx.redis.client.Request.cmd(Command.XRANGE).arg(stream()).arg("-").arg("+")));
    await(client.close());
    return entries.stream().toList();
  }

  private static Object command(String... words) throws Exception {
    try (RedisConnection connection = RedisConnection.connect(redis.url())) {
      return connection.command(words);
    }
  }
}
