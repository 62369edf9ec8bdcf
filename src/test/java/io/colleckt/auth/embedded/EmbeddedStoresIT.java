package io.colleckt.auth.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.Processes;
import io.colleckt.auth.testing.RedisConnection;
import io.colleckt.auth.testing.TestDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The life cycle: what survives, what is stopped, and what is left alone. */
class EmbeddedStoresIT {
  private Path directory;

  @BeforeEach
  void aDirectoryThatWasUsedBefore() {
    directory = TestDirectory.initialised("lifecycle");
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    List<Long> left = ChildJvm.processesIn(directory);
    left.forEach(Processes::kill);
    TestDirectory.delete(directory);
    assertThat(left).isEmpty();
  }

  @Test
  void dataSurvivesARestart() throws Exception {
    try (EmbeddedStores stores = EmbeddedStores.start(directory)) {
      write(stores.migrationUrl(), stores.redisUrl());
    }
    try (EmbeddedStores stores = EmbeddedStores.start(directory)) {
      assertWritten(stores);
    }
  }

  @Test
  void closeLeavesNoProcessAndCanBeRepeated() {
    EmbeddedStores stores = EmbeddedStores.start(directory);
    assertThat(ChildJvm.processesIn(directory)).hasSizeGreaterThan(2);
    stores.close();
    assertThat(ChildJvm.processesIn(directory)).isEmpty();
    stores.close();
  }

  @Test
  void orphansOfAKilledJvmAreStoppedAndReplaced() throws Exception {
    ChildJvm child = ChildJvm.start(directory);
    write(child.migrationUrl(), child.redisUrl());
    // Redis syncs its file every second.
    TimeUnit.MILLISECONDS.sleep(1_200);
    Processes.kill(child.process().pid());
    List<Long> orphans = List.of(postgresPid(), redisPid());
    assertThat(orphans).allMatch(EmbeddedStoresIT::isAlive);

    try (EmbeddedStores stores = EmbeddedStores.start(directory)) {
      assertThat(ChildJvm.processesIn(directory)).isNotEmpty().doesNotContainAnyElementsOf(orphans);
      assertWritten(stores);
    }
  }

  @Test
  void dataOutlivesAKillOfEverything() throws Exception {
    ChildJvm child = ChildJvm.start(directory);
    write(child.migrationUrl(), child.redisUrl());
    TimeUnit.MILLISECONDS.sleep(1_200);
    Processes.kill(child.process().pid());
    Processes.kill(postgresPid());
    Processes.kill(redisPid());

    try (EmbeddedStores stores = EmbeddedStores.start(directory)) {
      assertWritten(stores);
    }
  }

  @Test
  void interruptedJvmStopsBothStoresItself() throws Exception {
    ChildJvm child = ChildJvm.start(directory);
    long jvm = child.process().pid();
    assertThat(List.of(session(postgresPid()), session(redisPid()))).doesNotContain(session(jvm));
    new ProcessBuilder("sh", "-c", "kill -INT " + jvm).start().waitFor();
    assertThat(child.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(ChildJvm.processesIn(directory)).isEmpty();
  }

  @Test
  void secondStartOnAUsedDirectoryIsRefused() throws Exception {
    ChildJvm child = ChildJvm.start(directory);
    assertThatThrownBy(() -> EmbeddedStores.start(directory))
        .isInstanceOf(DataDirectoryInUse.class)
        .hasMessage(
            "The data directory %s is in use by process %d.", directory, child.process().pid());
    assertThat(List.of(postgresPid(), redisPid())).allMatch(EmbeddedStoresIT::isAlive);
    child.process().destroy();
    child.process().waitFor();
  }

  @Test
  void secondStartInTheSameJvmIsRefusedAndDoesNotLoseTheLock() throws Exception {
    try (EmbeddedStores stores = EmbeddedStores.start(directory)) {
      assertThatThrownBy(() -> EmbeddedStores.start(directory))
          .isInstanceOf(DataDirectoryInUse.class);
      assertThatThrownBy(() -> ChildJvm.start(directory)).isInstanceOf(IllegalStateException.class);
      assertThat(stores.redisUrl()).startsWith("redis://:");
    }
  }

  @Test
  void pidFilesThatNameAStrangerDoNotHurtIt() throws Exception {
    ChildJvm child = ChildJvm.start(directory);
    write(child.migrationUrl(), child.redisUrl());
    List<String> lines = new ArrayList<>(Files.readAllLines(postgresPidFile()));
    child.process().destroy();
    child.process().waitFor();
    Process stranger = new ProcessBuilder("sleep", "100").start();
    try {
      lines.set(0, String.valueOf(stranger.pid()));
      Files.write(postgresPidFile(), lines);
      Files.writeString(redisPidFile(), stranger.pid() + "\n");
      try (EmbeddedStores stores = EmbeddedStores.start(directory)) {
        assertWritten(stores);
      }
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }

  @Test
  void serversOfAnotherDirectoryAreNotAdopted() throws Exception {
    Path elsewhere = TestDirectory.initialised("elsewhere");
    try (EmbeddedStores other = EmbeddedStores.start(elsewhere)) {
      Files.copy(elsewhere.resolve("postgres/postmaster.pid"), postgresPidFile());
      Files.copy(elsewhere.resolve("redis/redis.pid"), redisPidFile());
      EmbeddedStores.start(directory).close();
      write(other.migrationUrl(), other.redisUrl());
      assertWritten(other);
    }
    TestDirectory.delete(elsewhere);
  }

  @Test
  void interruptedFirstStartIsDoneAgain() throws Exception {
    TestDirectory.delete(directory.resolve("postgres"));
    Files.createDirectories(directory.resolve("new-123/base"));
    EmbeddedStores.start(directory).close();
    assertThat(directory.resolve("new-123")).doesNotExist();
  }

  @Test
  void storeThatCannotStartIsNamedWithItsLogAndTheOtherIsStopped() throws Exception {
    Path version = directory.resolve("postgres/PG_VERSION");
    Files.writeString(version, "9\n");
    assertThatThrownBy(() -> EmbeddedStores.start(directory))
        .isInstanceOf(StoreFailed.class)
        .hasMessage(
            "PostgreSQL did not start (exit code 1); its log is %s",
            directory.resolve("logs/postgres.log"));
    assertThat(ChildJvm.processesIn(directory)).isEmpty();
    Files.writeString(version, "18\n");
    EmbeddedStores.start(directory).close();
  }

  @Test
  void storeThatDiesIsNamedWithItsLog() {
    Logger logger = (Logger) LoggerFactory.getLogger(StoreProcess.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    logger.addAppender(lines);
    try (EmbeddedStores stores = EmbeddedStores.start(directory)) {
      Processes.kill(redisPid());
      assertThat(Program.await(() -> !lines.list.isEmpty(), Duration.ofSeconds(10))).isTrue();
      assertThat(stores.databaseUrl()).isNotEmpty();
    } finally {
      logger.detachAppender(lines);
    }
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "Redis ended by itself (exit code 137); its log is "
                + directory.resolve("logs/redis.log"));
  }

  private static void write(String migrationUrl, String redisUrl) throws Exception {
    try (Connection connection = Database.connect(migrationUrl);
        Statement statement = connection.createStatement();
        RedisConnection redis = RedisConnection.connect(redisUrl)) {
      statement.execute("create table kept as select 7 as n");
      redis.command("SET", "kept", "7");
    }
  }

  private static void assertWritten(EmbeddedStores stores) throws IOException, SQLException {
    try (Connection connection = Database.connect(stores.migrationUrl());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select n from kept");
        RedisConnection redis = RedisConnection.connect(stores.redisUrl())) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(7);
      assertThat(redis.command("GET", "kept")).isEqualTo("7");
    }
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).isPresent();
  }

  /** The sixth field of the process's state. */
  private static String session(long pid) throws IOException {
    String state = Files.readString(Path.of("/proc/" + pid + "/stat"));
    return state.substring(state.lastIndexOf(')') + 2).split(" ", -1)[3];
  }

  private Path postgresPidFile() {
    return directory.resolve("postgres/postmaster.pid");
  }

  private Path redisPidFile() {
    return directory.resolve("redis/redis.pid");
  }

  private long postgresPid() {
    return ChildJvm.pidIn(postgresPidFile());
  }

  private long redisPid() {
    return ChildJvm.pidIn(redisPidFile());
  }
}
