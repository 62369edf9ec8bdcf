package io.colleckt.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.RawHttp;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may do something is asked when it is done, not when the request was opened. */
final class SlowBodyIT {
  private static final Duration ADMITTED = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static AccountServer server;
  private static Browser owner;

  @BeforeAll
  static void start() {
    server = new AccountServer(Optional.empty());
    owner = server.owner();
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  @Test
  void memberWhoIsRemovedMeanwhileGets401AndNothingIsMade() throws Exception {
    Browser max = server.join("max@example.com", "admin");

    assertThat(invite(max, "a@example.com", () -> owner.delete("/v1/members/" + max.memberId)))
        .isEqualTo(401);
    assertThat(invited("a@example.com")).isFalse();
  }

  @Test
  void memberWhoSignsOutMeanwhileGets401AndNothingIsMade() throws Exception {
    Browser eve = server.join("eve@example.com", "admin");

    assertThat(invite(eve, "b@example.com", () -> eve.delete("/v1/session"))).isEqualTo(401);
    assertThat(invited("b@example.com")).isFalse();
  }

  @Test
  void memberWhoIsDemotedMeanwhileGets403AndNothingIsMade() throws Exception {
    Browser joe = server.join("joe@example.com", "admin");

    assertThat(invite(joe, "c@example.com", () -> demote(joe))).isEqualTo(403);
    assertThat(invited("c@example.com")).isFalse();
  }

  @Test
  void emptyBodyInChunksIsWaitedForAsWell() throws Exception {
    Browser sam = server.join("sam@example.com", "admin");
    String head = head(sam, "DELETE /v1/members/999") + "Transfer-Encoding: chunked\r\n\r\n";

    assertThat(status(head, "0\r\n\r\n", () -> sam.delete("/v1/session"))).isEqualTo(401);
  }

  @Test
  void memberWhoStaysIsServed() throws Exception {
    assertThat(invite(owner, "d@example.com", () -> {})).isEqualTo(201);
    assertThat(invited("d@example.com")).isTrue();
  }

  private static void demote(Browser member) {
    owner.call(
        HttpMethod.PATCH, "/v1/members/" + member.memberId, new JsonObject().put("role", "member"));
  }

  private static boolean invited(String email) {
    return owner.get("/v1/members").bodyAsString().contains("\"" + email);
  }

  /** The status of an invitation whose body is cut in two, with something in between. */
  private static int invite(Browser by, String email, Runnable meanwhile) throws Exception {
    String body = new JsonObject().put("email", email).put("role", "member").encode();
    String head =
        head(by, "POST /v1/members")
            + "Content-Type: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n";
    return status(head + body.substring(0, 9), body.substring(9), meanwhile);
  }

  private static String head(Browser by, String call) {
    return "%s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nCookie: %s\r\nX-CSRF-Token: %s\r\n"
        .formatted(call, by.cookie, by.csrfToken);
  }

  private static int status(String part, String rest, Runnable meanwhile) throws IOException {
    try (RawHttp http = new RawHttp(URI.create(server.origin()).getPort())) {
      http.send(part);
      assertThat(http.receive(ADMITTED).text()).isEmpty();
      meanwhile.run();
      http.send(rest);
      return http.receive(PATIENCE).status();
    }
  }
}
