package io.colleckt.auth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.Await;
import io.colleckt.auth.testing.JavaProcess;
import io.colleckt.auth.testing.TestDirectory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who has only just started the one jar has a command line for it, with the printed password. */
class NewcomerCommandsIT {
  private static final Pattern PASSWORD = Pattern.compile("Password +(\\S+)");

  @Test
  void printedPasswordIsAllThatIsNeeded() throws Exception {
    int port = JavaProcess.freePort();
    Path data = TestDirectory.initialised("newcomer");
    Map<String, String> settings =
        Map.of(
            "COLLECKT_DATA_DIR",
            data.toString(),
            "COLLECKT_HTTP_PORT",
            String.valueOf(port),
            "COLLECKT_OPS_PORT",
            "0",
            "COLLECKT_URL",
            "http://127.0.0.1:" + port);
    Path console = JavaProcess.log("newcomer-" + port);
    JavaProcess.Launch launch =
        new JavaProcess.Launch(
            List.of("io.colleckt.auth.Main", "serve"), JavaProcess.SMALL, settings);
    Process process;
    try (JavaProcess node = JavaProcess.listening(launch, console, port)) {
      process = node.process();
      assertThat(Await.becomesTrue(60_000, () -> isPrinted(console))).isTrue();
      Matcher password = PASSWORD.matcher(Files.readString(console));
      assertThat(password.find()).isTrue();
      Typed newcomer =
          Typed.with(
              Map.of(
                  "COLLECKT_HTTP_PORT",
                  String.valueOf(port),
                  "COLLECKT_PASSWORD",
                  password.group(1)));
      Typed.Result created = newcomer.run("token", "create", "Production Integration");
      assertThat(created.exit()).as(created.err()).isZero();
      assertThat(verify(port, created.lines().get(0))).isEqualTo(200);

      Typed.Result inUse = Typed.with(settings).run("migrate");
      assertThat(inUse.exit()).isEqualTo(1);
      assertThat(inUse.err()).hasLineCount(1);
      process.destroy();
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(process.exitValue()).isZero();
    Typed.Result migrated = Typed.with(settings).run("migrate");
    assertThat(migrated.exit()).as(migrated.err()).isZero();
    assertThat(Typed.with(settings).run("member", "add", "a@b", "--first").exit()).isEqualTo(1);
    TestDirectory.delete(data);
  }

  private static boolean isPrinted(Path console) throws Exception {
    return PASSWORD.matcher(Files.readString(console)).find();
  }

  private static int verify(int port, String token) throws Exception {
    URI address = URI.create("http://127.0.0.1:" + port + "/v1/verify");
    HttpRequest request =
        HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }
}
