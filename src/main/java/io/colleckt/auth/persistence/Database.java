package io.colleckt.auth.persistence;

import io.colleckt.auth.metrics.Count;
import io.colleckt.auth.metrics.Level;
import io.colleckt.auth.metrics.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.DatabaseException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded pool of connections on which nothing waits for ever. The client library has no time-out
 * for a query and an unbounded queue, so both are set here; when the server answers nothing at all,
 * the pool is replaced, since its connections would answer late or never. A statement that is only
 * slow is ended by the server, before patience ends.
 *
 * <p>Used from the context that made it. Every future fails with a {@link TimeoutException} after
 * the patience at the latest.
 */
final class Database {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  private static final Duration OPENING = Duration.ofMillis(50);

  private final Vertx vertx;
  private final PgConnectOptions address;
  private final PoolOptions size;
  private final Duration patience;
  private final Level busy;
  private final Count late;
  private Pool pool;
  private int underWay;
  private boolean closed;
  private long replacedAtNanos = System.nanoTime();

  /** When something came from the server; of a transaction also that it has begun. */
  private long heardAtNanos = System.nanoTime();

  /**
   * @param url {@code postgresql://user:password@host:port/database}
   * @param name shown in {@code pg_stat_activity}
   * @param connections how many at most; four times as many callers may wait
   * @param patience how long a statement or a transaction may take from the call on; a statement
   *     four fifths of it in the server
   */
  Database(Vertx vertx, String url, String name, int connections, Duration patience) {
    this(vertx, address(url, name, patience), size(name, connections, patience), patience);
  }

  private Database(Vertx vertx, PgConnectOptions address, PoolOptions size, Duration patience) {
    this.vertx = vertx;
    this.address = address;
    this.size = size;
    this.patience = patience;
    this.pool = newPool();
    String name = size.getName();
    metrics()
        .level("colleckt.postgres.connections", "How many there may be at most.", "pool", name)
        .set(size.getMaxSize());
    this.busy =
        metrics()
            .level("colleckt.postgres.calls", "Under way or waiting for a turn.", "pool", name);
    this.late =
        metrics().count("colleckt.postgres.timeouts", "Calls given up in time.", "pool", name);
  }

  /**
   * As above, for questions whose plan depends on what is asked for: which partitions, which index.
   * Postgres plans each anew.
   */
  static Database planningAnew(
      Vertx vertx, String url, String name, int connections, Duration patience) {
    return new Database(
        vertx,
        address(url, name, patience).addProperty("plan_cache_mode", "force_custom_plan"),
        size(name, connections, patience),
        patience);
  }

  /**
   * Opens all the connections that are not open yet. A connection costs a hand-shake and several
   * round trips, which is too much for who needs one when Redis has just been lost. Done more often
   * than connections are idle for, it keeps them open. Who works meanwhile is not kept waiting:
   * when some are in use, nothing is done, and none is held for longer than {@link #OPENING}.
   */
  void open() {
    if (underWay > 0) {
      return;
    }
    List<Future<SqlConnection>> opened = new ArrayList<>();
    for (int i = 0; i < size.getMaxSize(); i++) {
      opened.add(pool.getConnection());
    }
    Future.join(opened)
        .timeout(OPENING.toMillis(), TimeUnit.MILLISECONDS)
        .onComplete(done -> opened.forEach(one -> one.onSuccess(SqlConnection::close)));
  }

  /** One statement outside a transaction. Completes with its rows once Postgres has answered. */
  Future<RowSet<Row>> query(String sql, Tuple parameters) {
    return bounded(pool.preparedQuery(sql).execute(parameters));
  }

  /**
   * Runs the statements of {@code work} in one transaction. Completes with its result after the
   * commit; when {@code work} fails, rolls back and fails with its cause. After a {@link
   * TimeoutException} the commit may or may not have happened.
   */
  <T> Future<T> transaction(Function<SqlConnection, Future<T>> work) {
    return bounded(pool.withTransaction(connection -> begun(work.apply(connection))));
  }

  /** Where those who use it count what they do. */
  Metrics metrics() {
    return Metrics.of(vertx);
  }

  /** Closes every connection; what is under way fails. */
  Future<Void> close() {
    closed = true;
    return pool.close();
  }

  /**
   * Warns of what had to be left for now; says nothing once this is closed, since all fails then.
   */
  void warn(Logger log, String what, Throwable cause) {
    if (!closed) {
      log.warn("{}: {}", what, cause.toString());
    }
  }

  private <T> Future<T> begun(Future<T> work) {
    hear();
    return work.onSuccess(done -> hear());
  }

  private <T> Future<T> bounded(Future<T> work) {
    long calledAtNanos = System.nanoTime();
    busy.set(++underWay);
    return work.onSuccess(answer -> hear())
        .onFailure(this::hearRefusal)
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .onComplete(done -> busy.set(--underWay))
        .onFailure(cause -> replaceWhenSilent(cause, calledAtNanos));
  }

  private void hear() {
    heardAtNanos = System.nanoTime();
  }

  private void hearRefusal(Throwable cause) {
    if (cause instanceof DatabaseException) {
      hear();
    }
  }

  private void replaceWhenSilent(Throwable cause, long sinceNanos) {
    if (closed || !(cause instanceof TimeoutException)) {
      return;
    }
    late.add();
    long now = System.nanoTime();
    if (heardAtNanos - sinceNanos >= 0 || now - replacedAtNanos < 2 * patience.toNanos()) {
      return;
    }
    LOG.warn("Postgres did not answer within {} ms; connecting anew.", patience.toMillis());
    replacedAtNanos = now;
    Pool silent = pool;
    pool = newPool();
    silent.close();
  }

  private static PgConnectOptions address(String url, String name, Duration patience) {
    return PgConnectOptions.fromUri(url)
        .setCachePreparedStatements(true)
        .addProperty("application_name", "colleckt-" + name)
        .addProperty("statement_timeout", String.valueOf(patience.toMillis() * 4 / 5))
        .addProperty("lock_timeout", String.valueOf(Math.min(1000, patience.toMillis())))
        .addProperty("idle_in_transaction_session_timeout", "2000")
        .addProperty("TimeZone", "UTC");
  }

  private static PoolOptions size(String name, int connections, Duration patience) {
    return new PoolOptions()
        .setName(name)
        .setMaxSize(connections)
        .setMaxWaitQueueSize(4 * connections)
        .setConnectionTimeout((int) patience.toMillis())
        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
        .setIdleTimeout(60)
        .setIdleTimeoutUnit(TimeUnit.SECONDS);
  }

  private Pool newPool() {
    NetClientOptions transport =
        new NetClientOptions().setConnectTimeout((int) patience.toMillis()).setTcpKeepAlive(true);
    return PgBuilder.pool().using(vertx).connectingTo(address).with(size).with(transport).build();
  }
}
