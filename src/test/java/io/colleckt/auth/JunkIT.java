package io.colleckt.auth;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.PostgresProcess;
import io.colleckt.auth.testing.RedisConnection;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.testing.RunningNode;
import io.colleckt.auth.testing.TestToken;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Junk costs nothing: a flood of tokens with a wrong checksum reaches neither Redis nor Postgres.
 */
class JunkIT {
  private static final int FLOOD = Integer.getInteger("junk", 50_000);
  private static final int PIPELINED = 100;

  @Test
  void wrongChecksumsCostNoInputOrOutput() throws Exception {
    try (PostgresProcess postgres = new PostgresProcess();
        RedisProcess redis = new RedisProcess()) {
      Database database = new Database(postgres.databaseUrl(), postgres.migrationUrl());
      try (RunningNode node = RunningNode.on(database, redis.url())) {
        TestToken live = TestToken.insert(database);
        assertThat(await(node.check(live))).isEqualTo(200);
        Thread.sleep(2_000); // Postgres tells its statistics late
        long keys = keys(redis);
        long calls = checkCalls(redis);
        long queries = lookUps(database);
        flood(node.node().httpPort(), live);
        Thread.sleep(2_000);
        assertThat(keys(redis)).isEqualTo(keys);
        assertThat(checkCalls(redis)).isEqualTo(calls);
        assertThat(lookUps(database) - queries)
            .as("look-ups, beside what the service looks at by itself")
            .isLessThan(50);
      }
    }
  }

  /** Sends the flood over one connection, pipelined, and reads every answer. */
  private static void flood(int port, TestToken live) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      OutputStream out = socket.getOutputStream();
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      for (int sent = 0; sent < FLOOD; sent += PIPELINED) {
        out.write(junk(live, sent).getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < PIPELINED; i++) {
          assertThat(status(in)).isEqualTo("HTTP/1.1 401 Unauthorized");
        }
      }
    }
  }

  private static String junk(TestToken live, int number) {
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < PIPELINED; i++) {
      requests.append("GET /v1/verify HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ");
      requests.append(live.id()).append('|').append(live.secret(), 0, 40);
      requests.append(String.format(Locale.ROOT, "%08x", number + i)).append("\r\n\r\n");
    }
    return requests.toString();
  }

  /** The status line of the next answer, whose body is one line without an end. */
  private static String status(BufferedReader in) throws Exception {
    String status = in.readLine();
    while (!in.readLine().isEmpty()) {
      // headers
    }
    in.skip("{\"message\":\"Unauthenticated.\"}".length());
    return status;
  }

  private static long keys(RedisProcess redis) throws Exception {
    try (RedisConnection connection = RedisConnection.connect(redis.url())) {
      return (Long) connection.command("DBSIZE");
    }
  }

  /** How often the keys of tokens were looked at: by nothing else than checks and fills. */
  private static long checkCalls(RedisProcess redis) throws Exception {
    try (RedisConnection connection = RedisConnection.connect(redis.url())) {
      String info = (String) connection.command("INFO", "commandstats");
      return Long.parseLong(info.replaceAll("(?s).*cmdstat_mget:calls=(\\d+).*", "$1"));
    }
  }

  /** How often Postgres was asked for tokens. */
  private static long lookUps(Database database) throws Exception {
    try (Connection connection = Database.connect(database.migrationUrl());
        ResultSet row =
            connection
                .createStatement()
                .executeQuery(
                    "select seq_scan + coalesce(idx_scan, 0) from pg_stat_user_tables where"
                        + " relname = 'tokens'")) {
      row.next();
      return row.getLong(1);
    }
  }
}
