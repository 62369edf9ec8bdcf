package io.colleckt.auth.persistence;

import static io.colleckt.auth.testing.Await.await;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.PostgresProcess;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.DatabaseException;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is slow fails alone; what is silent is left. */
class DatabaseIT {
  private static final Duration PATIENCE = Duration.ofMillis(1_500);

  private static PostgresProcess postgres;

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private Database database;

  @BeforeAll
  static void startPostgres() {
    postgres = new PostgresProcess();
  }

  @AfterAll
  static void stopPostgres() throws Exception {
    postgres.close();
  }

  /** Old enough that its connections may be given up. */
  @BeforeEach
  void start() throws Exception {
    database = new Database(vertx, postgres.databaseUrl(), "test", 2, PATIENCE);
    Thread.sleep(2 * PATIENCE.toMillis());
  }

  @AfterEach
  void stop() {
    await(context, database::close);
    await(vertx.close());
  }

  @Test
  void slowStatementIsEndedByTheServerAndOthersGoOn() throws Exception {
    List<Long> before = connections();
    Future<String> slow = on(() -> sleep(3).map("slept").recover(DatabaseIT::state));
    Thread.sleep(500);
    Future<String> other =
        on(
            () ->
                database.transaction(
                    connection ->
                        sleep(connection, 0.6)
                            .compose(slept -> sleep(connection, 0.6))
                            .map("committed")));

    assertThat(await(slow)).isEqualTo("57014");
    assertThat(await(other)).isEqualTo("committed");
    assertThat(connections()).isEqualTo(before);
  }

  @Test
  void transactionThatIsSlowInAllFailsAlone() throws Exception {
    List<Long> before = connections();
    Future<Void> slow =
        on(
            () ->
                database.transaction(
                    connection -> sleep(connection, 1.1).compose(slept -> sleep(connection, 1.1))));

    assertThat(timesOut(slow)).isTrue();
    Thread.sleep(1_000);
    assertThat(connections()).isEqualTo(before);
  }

  @Test
  void silentConnectionsAreReplaced() throws Exception {
    List<Long> before = connections();
    postgres.stop();
    try {
      assertThat(timesOut(on(() -> sleep(0)))).isTrue();
    } finally {
      postgres.cont();
    }
    assertThat(becomesTrue(5_000, this::answers)).isTrue();
    assertThat(connections()).doesNotContainAnyElementsOf(before);
  }

  private static boolean timesOut(Future<?> future) {
    return await(future.map(false).otherwise(cause -> cause instanceof TimeoutException));
  }

  private boolean answers() {
    return await(on(() -> sleep(0).map(true).otherwise(false)));
  }

  /** The processes behind both connections, in order. */
  private List<Long> connections() {
    Future<Long> one = on(this::process);
    Future<Long> other = on(this::process);
    return List.of(await(one), await(other)).stream().sorted().toList();
  }

  /** Long enough that another at the same time gets the other connection. */
  private Future<Long> process() {
    return database
        .query("select pg_backend_pid()::bigint as id from pg_sleep(0.2)", Tuple.tuple())
        .map(rows -> rows.iterator().next().getLong("id"));
  }

  private Future<Void> sleep(double seconds) {
    return database.query("select 1 from pg_sleep($1)", Tuple.of(seconds)).mapEmpty();
  }

  private static Future<Void> sleep(SqlConnection connection, double seconds) {
    return connection
        .preparedQuery("select 1 from pg_sleep($1)")
        .execute(Tuple.of(seconds))
        .mapEmpty();
  }

  private static Future<String> state(Throwable cause) {
    return cause instanceof DatabaseException refused
        ? Future.succeededFuture(refused.getSqlState())
        : Future.failedFuture(cause);
  }

  private <T> Future<T> on(Supplier<Future<T>> action) {
    Promise<T> promise = Promise.promise();
    context.runOnContext(nothing -> action.get().onComplete(promise));
    return promise.future();
  }
}
