package io.colleckt.auth.http;

import static io.colleckt.auth.http.ManagementServer.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.PostgresProcess;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Without Postgres nothing is promised and nothing hangs; with it, all goes on. */
class ManagementOutageIT {
  private static PostgresProcess postgres;
  private static ManagementServer server;

  @BeforeAll
  static void start() throws Exception {
    postgres = new PostgresProcess();
    server = new ManagementServer(new Database(postgres.databaseUrl(), postgres.migrationUrl()));
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
    postgres.close();
  }

  @Test
  void frozenPostgresGets503InTimeAndNeverAnAnswerThatDoesNotHold() throws Exception {
    long id = server.newToken(ADA);
    postgres.stop();
    long began = System.nanoTime();
    try {
      assertThat(server.get(ADA, "/v1/tokens/" + id).statusCode()).isEqualTo(503);
      assertThat(server.delete(ADA, id).statusCode()).isEqualTo(503);
      assertThat(server.patch(ADA, id, new JsonObject().put("paused", true)).statusCode())
          .isEqualTo(503);
    } finally {
      postgres.cont();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(12));
    assertThat(eventually(id)).isEqualTo(200);
  }

  /** The first tries may still meet connections that were lost. */
  private static int eventually(long id) throws Exception {
    int status = 503;
    for (int attempt = 0; attempt < 20 && status == 503; attempt++) {
      status = server.delete(ADA, id).statusCode();
    }
    return status;
  }
}
