package io.colleckt.auth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.Await;
import io.colleckt.auth.testing.Workspace;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls appear in a shell as they are recorded, for as long as it likes. */
class TailCommandIT {
  private static final long PATIENCE_SECONDS = 120;

  private Workspace workspace;
  private Workspace.Issued token;
  private Typed owner;

  @BeforeEach
  void signUp() throws Exception {
    workspace = Workspace.shared();
    token = workspace.token("Watched");
    owner = Typed.ownerOf(workspace);
  }

  @Test
  void callsOfOneTokenAreTold() throws Exception {
    Workspace.Issued other = workspace.token("Other");
    CompletableFuture<Typed.Result> tail = tail("--rows=2", "--token=" + token.id());
    callUntil(tail, other, token);
    assertThat(tail.join().exit()).isZero();
    assertThat(tail.join().lines())
        .hasSize(2)
        .allMatch(line -> line.contains("  " + token.id() + " ") && line.contains("accepted"))
        .allMatch(line -> line.contains("127.0.0.1") && line.endsWith("GET /v1/verify/orders"));
  }

  @Test
  void jsonIsARowALine() throws Exception {
    CompletableFuture<Typed.Result> tail = tail("--rows=1", "--output=json");
    callUntil(tail, token);
    JsonObject row = new JsonObject(tail.join().out());
    assertThat(row.getLong("token_id")).isEqualTo(token.id());
  }

  @Test
  void sessionThatEndsIsBegunAnewAndNothingIsMissed() throws Exception {
    Reader reader = new Reader();
    CompletableFuture<Integer> tail = CompletableFuture.supplyAsync(() -> tail(reader));
    int calls = 0;
    while (reader.text().isEmpty() && !tail.isDone()) {
      calls = callOnRecord(calls + 1);
      Thread.sleep(200);
    }
    workspace.database().execute("delete from sessions where workspace_id = " + workspace.id());
    while (sessions() == 0 && !tail.isDone()) {
      calls = callOnRecord(calls + 1);
      Thread.sleep(500);
    }
    assertThat(tail).as(reader.text()).isNotDone();
    assertThat(Await.becomesTrue(60_000, () -> isTold(reader, "/orders/last"))).isTrue();
    int first = first(reader.text());
    assertThat(reader.text())
        .contains(
            IntStream.rangeClosed(first, calls).mapToObj(i -> "/orders/" + i + "\n").toList());

    reader.gone = true;
    assertThat(Await.becomesTrue(60_000, () -> callUntil(tail))).isTrue();
    assertThat(tail.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(Exit.READER_GONE);
    assertThat(Await.becomesTrue(60_000, () -> sessions() == 0)).isTrue();
  }

  @Test
  void misuseAndForeignTokensAreSaidInOneLine() {
    Typed.Result wrong = owner.run("activity", "tail", "--outcome", "nonsense");
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err()).hasLineCount(1);
    Typed.Result unknown = owner.run("activity", "tail", "--token", "9007199254740991");
    assertThat(unknown.exit()).isEqualTo(1);
    assertThat(unknown.err()).hasLineCount(1);
  }

  /** Asked again while the answer is 503: such a call is not on record. The number. */
  private int callOnRecord(int number) throws Exception {
    assertThat(Await.becomesTrue(20_000, () -> workspace.call(token, "/orders/" + number) == 200))
        .isTrue();
    return number;
  }

  private boolean isTold(Reader reader, String path) throws Exception {
    workspace.call(token, path);
    return reader.text().contains(path);
  }

  private boolean callUntil(CompletableFuture<?> tail) throws Exception {
    workspace.call(token, "/orders");
    return tail.isDone();
  }

  private CompletableFuture<Typed.Result> tail(String... options) {
    String[] words = new String[options.length + 2];
    words[0] = "activity";
    words[1] = "tail";
    System.arraycopy(options, 0, words, 2, options.length);
    return CompletableFuture.supplyAsync(() -> owner.run(words))
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private void callUntil(CompletableFuture<?> tail, Workspace.Issued... tokens) throws Exception {
    while (!tail.isDone()) {
      for (Workspace.Issued one : tokens) {
        workspace.call(one, "/orders");
      }
      Thread.sleep(200);
    }
  }

  private int tail(Reader reader) {
    PrintStream out = new PrintStream(reader, true, StandardCharsets.UTF_8);
    Console console =
        new Console(InputStream.nullInputStream(), out, out, owner.environment(), false);
    return new Commands(console, () -> {}).run(List.of("activity", "tail"));
  }

  private long sessions() {
    String count = "select count(*) from sessions where workspace_id = " + workspace.id();
    return Long.parseLong(workspace.database().rows(count).get(0));
  }

  private static int first(String rows) {
    return Integer.parseInt(rows.lines().findFirst().orElseThrow().replaceFirst("^.*/", ""));
  }

  /** Somebody who reads, until he or she has gone. */
  private static final class Reader extends OutputStream {
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private volatile boolean gone;

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (gone) {
        throw new IOException("Broken pipe");
      }
      read.write(bytes, offset, length);
    }

    String text() {
      return read.toString(StandardCharsets.UTF_8);
    }
  }
}
