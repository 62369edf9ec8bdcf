package io.colleckt.auth.http;

import static io.colleckt.auth.http.ManagementServer.ADA;
import static io.colleckt.auth.http.ManagementServer.EVE;
import static io.colleckt.auth.http.ManagementServer.MAX;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asks about a token that is not the workspace's learns nothing, and that is on record. */
class TokenFilterIT {
  private static ManagementServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new ManagementServer();
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/activity", "/activity/summary", "/activity/export", "/findings"})
  void foreignIdGets404LikeAnUnknownOneAndIsAudited(String path) throws Exception {
    long foreign = server.newToken(EVE);

    HttpResponse<Buffer> atForeign = get(MAX, path, foreign);
    HttpResponse<Buffer> atUnknown = get(MAX, path, 999_999);

    assertThat(atForeign.statusCode()).isEqualTo(404);
    assertThat(atUnknown.statusCode()).isEqualTo(404);
    assertThat(atForeign.bodyAsString()).isEqualTo(atUnknown.bodyAsString());
    assertThat(
            server.rows(
                "select action, workspace_id, member_email, after from audit where subject = 'token:%d' and action <> 'token.created'"
                    .formatted(foreign)))
        .containsExactly("request.refused 1 max@a.test {\"reason\":\"foreign\"}");
    assertThat(server.rows("select * from audit where subject = 'token:999999'")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/activity", "/activity/summary", "/activity/export", "/findings"})
  void revokedTokenIsStillKnownToItsWorkspace(String path) throws Exception {
    long revoked = server.newToken(ADA);
    assertThat(server.delete(ADA, revoked).statusCode()).isEqualTo(200);

    assertThat(get(MAX, path, revoked).statusCode()).isEqualTo(200);
    assertThat(get(EVE, path, revoked).statusCode()).isEqualTo(404);
  }

  private static HttpResponse<Buffer> get(String actor, String path, long token) throws Exception {
    return server.get(actor, "/v1" + path + "?token_id=" + token);
  }
}
