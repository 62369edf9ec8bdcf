package io.colleckt.auth.validation;

import static io.colleckt.auth.testing.Await.await;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

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
import io.colleckt.auth.token.Miss;
import io.colleckt.auth.token.TokenRecord;
import io.colleckt.auth.token.TokenState;
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

/** Calls of the Redis functions, one at a time, on a Redis of their own; each test has a token. */
final class FunctionCalls {
  static final String SECRET = TestToken.randomSecret();

  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  private final RedisProcess process = new RedisProcess();
  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final RedisFunctions functions = RedisFunctions.read();
  private RedisSession session;
  private long id;

  /** To be called before each test. */
  void connect() throws Exception {
    id++;
    assertThat(becomesTrue(10_000, this::isOpen)).isTrue();
  }

  /** The token of this test. */
  long id() {
    return id;
  }

  RedisProcess process() {
    return process;
  }

  void close() throws Exception {
    await(vertx.close());
    process.close();
  }

  RedisSession open() throws Exception {
    return await(context, this::connectOnce);
  }

  private Future<RedisSession> connectOnce() {
    RedisConnector connector = new RedisConnector(vertx, process.url(), RedisSession.PATIENCE);
    return RedisSession.open(connector, functions);
  }

  /** A machine that is busy otherwise may need a second try. */
  boolean isOpen() {
    try {
      session = open();
      return true;
    } catch (Exception e) {
      return false;
    }
  }

  Miss miss() throws Exception {
    return (Miss) check();
  }

  Judgement check() throws Exception {
    return judge(Request.toCheck(functions.check(), List.of(asCheck(id)), true));
  }

  Judgement checkWithoutPostgres() throws Exception {
    return judge(Request.toCheck(functions.check(), List.of(asCheck(id)), false));
  }

  Judgement fill(Miss miss, TokenRecord record) throws Exception {
    Fill fill = new Fill(asCheck(id), miss, record);
    return judge(Request.toFill(functions.fill(), List.of(fill)));
  }

  void fillMany(long firstId, int count) throws Exception {
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

  void place(Mark mark) throws Exception {
    await(
        context,
        () -> session.call(Request.toPlace(functions.place(), List.of(mark)), Function.identity()));
  }

  TokenRecord record(int version) {
    return record(version, SECRET, TokenState.ACTIVE);
  }

  TokenRecord record(int version, String secret, TokenState state) {
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

  String key() throws Exception {
    return (String) ((List<?>) command("KEYS", "*:t:" + id)).get(0);
  }

  long ttlMillis() throws Exception {
    return (Long) command("PTTL", key());
  }

  void age(Duration age) throws Exception {
    change(value -> addSeconds(value, 5, -age.toSeconds()));
  }

  void shiftTouch(long seconds) throws Exception {
    change(value -> addSeconds(value, 9, seconds));
  }

  private static void addSeconds(byte[] value, int offset, long seconds) {
    ByteBuffer buffer = ByteBuffer.wrap(value);
    buffer.putInt(offset, (int) (buffer.getInt(offset) + seconds));
  }

  void change(Consumer<byte[]> change) throws Exception {
    Redis client = Redis.createClient(vertx, process.url());
    Response stored = await(client.send(io.vertx.redis.client.Request.cmd(Command.GET).arg(key())));
    byte[] value = stored.toBytes();
    change.accept(value);
    await(
        client.send(
            io.vertx.redis.client.Request.cmd(Command.SET).arg(key()).arg(value).arg("KEEPTTL")));
    await(client.close());
  }

  long usedMemory() throws Exception {
    String info = (String) command("INFO", "memory");
    return Long.parseLong(info.replaceAll("(?s).*used_memory:(\\d+).*", "$1"));
  }

  Object command(String... words) throws Exception {
    try (RedisConnection connection = RedisConnection.connect(process.url())) {
      return connection.command(words);
    }
  }
}
