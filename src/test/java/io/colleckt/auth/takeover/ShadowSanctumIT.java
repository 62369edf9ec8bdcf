package io.colleckt.auth.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.colleckt.auth.testing.TestToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Beside an application that answers as Sanctum's guard makes it: 200, or 401 for JSON. */
class ShadowSanctumIT {
  private static final Map<String, Integer> ANSWERS = new ConcurrentHashMap<>();
  private static Installation service;
  private static HttpServer application;

  @BeforeAll
  static void start() throws Exception {
    service = new Installation();
    application = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    application.createContext(
        "/api/user",
        exchange -> {
          String presented = exchange.getRequestHeaders().getFirst("Authorization");
          exchange.sendResponseHeaders(ANSWERS.getOrDefault(presented, 401), -1);
          exchange.close();
        });
    application.start();
  }

  @AfterAll
  static void stop() throws Exception {
    application.stop(0);
    service.close();
  }

  @Test
  void differencesAreToldByIdAndNothingElse() throws Exception {
    TestToken both = here(200);
    TestToken oursOnly = here(401);
    TestToken silent = here(500);
    TestToken theirsOnly = new TestToken(987_654, TestToken.randomSecret());
    ANSWERS.put("Bearer " + theirsOnly.plainText(), 200);
    TestToken neither = new TestToken(987_655, TestToken.randomSecret());
    String log =
        """
        GET /a "Authorization: Bearer %s" 200
        GET /a?token=%s
        no token here, 12|short
        %s %s %s
        %s
        """
            .formatted(
                both.plainText(),
                oursOnly.plainText().replace("|", "%7C"),
                theirsOnly.plainText(),
                neither.plainText(),
                silent.plainText(),
                theirsOnly.plainText());

    Installation.Run run =
        service.runOn(
            log, Map.of(), "shadow-sanctum", "--theirs", theirs(), "--ours", service.address());

    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.lines())
        .containsExactly(
            oursOnly.id() + "\ttheirs: refused\tours: accepted",
            theirsOnly.id() + "\ttheirs: accepted\tours: refused");
    assertThat(run.notes()).contains("4 tokens compared, 2 differ; 1 more had no verdict of both.");
    assertThat(run.notes() + run.lines()).doesNotContain(both.secret(), theirsOnly.secret());
  }

  @Test
  void withoutDifferencesItEndsWell() throws Exception {
    TestToken token = here(200);
    Installation.Run run =
        service.runOn(
            token.plainText(),
            Map.of(),
            "shadow-sanctum",
            "--theirs",
            theirs(),
            "--ours",
            service.address());
    assertThat(run.exit()).isZero();
    assertThat(run.lines()).isEmpty();
    assertThat(run.notes()).contains("1 tokens compared, 0 differ");
  }

  @Test
  void serviceIsFoundWhereOtherCommandsFindIt() throws Exception {
    String token = here(200).plainText();
    String[] words = {"shadow-sanctum", "--theirs", theirs()};
    Map<String, String> elsewhere = Map.of("COLLECKT_URL", "http://127.0.0.1:1");
    Installation.Run run = service.runOn(token, Map.of("COLLECKT_URL", service.origin()), words);
    assertThat(run.notes()).contains("1 tokens compared, 0 differ; 0 more");
    assertThat(service.runOn(token, elsewhere, words).notes()).contains("1 more had no verdict");
    run =
        service.runOn(
            token, elsewhere, "shadow-sanctum", "--theirs", theirs(), "--url", service.origin());
    assertThat(run.notes()).contains("1 tokens compared, 0 differ; 0 more");
  }

  @Test
  void whatIsNoAddressIsRefused() {
    for (String address : new String[] {"ftp://x/", "x", "http://me:secret@x/"}) {
      Installation.Run run = service.run("shadow-sanctum", "--theirs", address);
      assertThat(run.exit()).as(address).isEqualTo(2);
      assertThat(run.notes()).doesNotContain("secret");
    }
  }

  /** A live token of ours, that the application answers in this way. */
  private static TestToken here(int status) throws IOException {
    TestToken token = TestToken.insert(service.database);
    ANSWERS.put("Bearer " + token.plainText(), status);
    return token;
  }

  private static String theirs() {
    return "http://127.0.0.1:" + application.getAddress().getPort() + "/api/user";
  }
}
