package io.colleckt.auth;

import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.JavaProcess;
import io.colleckt.auth.testing.RedisProcess;
import io.colleckt.auth.testing.Stores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the first start on given stores says: it makes an owner, and no token. */
class WelcomeIT {
  private static final String TOKEN = "(?s).*[0-9]+\\|[A-Za-z0-9]{40}.*";

  @Test
  void noTokenIsToldWhereConsolesAreKept() throws Exception {
    Database database = Stores.shared().freshDatabase();
    int port = JavaProcess.freePort();
    Path console = JavaProcess.log("welcome-" + port);
    try (RedisProcess redis = new RedisProcess();
        JavaProcess node =
            JavaProcess.listening(
                new JavaProcess.Launch(
                    List.of(Main.class.getName()),
                    JavaProcess.SMALL,
                    JavaProcess.serviceSettings(database, redis.url(), port)),
                console,
                port)) {
      boolean welcomed =
          becomesTrue(30_000, () -> Files.readString(console).contains("is running at"));

      assertThat(welcomed).as(Files.readString(console)).isTrue();
      assertThat(node.process().isAlive()).isTrue();
      assertThat(Files.readString(console)).doesNotMatch(TOKEN);
      assertThat(database.rows("select id from tokens")).isEmpty();
      assertThat(database.rows("select id from members")).hasSize(1);
    }
  }
}
