package io.colleckt.auth.http;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that browsers reach by https is never asked by http again. */
class DashboardRoutesTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void browsersAreBoundToHttpsWhereTheyComeByIt(boolean secure) throws Exception {
    DashboardFiles files = await(DashboardFiles.read(vertx));
    Router router = Router.router(vertx);
    new DashboardRoutes(files, DashboardPage.scriptless("<p>", "0"), secure).addTo(router);
    int port =
        await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1")).actualPort();
    WebClient client = WebClient.create(vertx);
    for (String path : new String[] {"/", "/dashboard/" + files.hash() + "/lib/htm.js"}) {
      HttpResponse<Buffer> answer = await(client.get(port, "127.0.0.1", path).send());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.getHeader("Strict-Transport-Security"))
          .isEqualTo(secure ? "max-age=31536000" : null);
    }
  }
}
