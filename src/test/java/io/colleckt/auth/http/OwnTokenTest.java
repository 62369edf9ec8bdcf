package io.colleckt.auth.http;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.bus.Answer;
import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.bus.RecordBus;
import io.colleckt.auth.check.TokenChecks;
import io.colleckt.auth.token.BearerParser;
import io.colleckt.auth.token.Environment;
import io.colleckt.auth.token.Grant;
import io.colleckt.auth.token.IpAddress;
import io.colleckt.auth.token.LiveToken;
import io.colleckt.auth.token.PlainTextToken;
import io.colleckt.auth.token.Token;
import io.colleckt.auth.token.TokenStatus;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnTokenTest {
  private static final LiveToken TOKEN = new LiveToken(1, 1, Environment.PRODUCTION, "*", 0);
  private static final IpAddress LOOPBACK = IpAddress.parse("127.0.0.1");
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  @Test
  void tokenThatIsGoneSinceTheVerdictIsAnsweredAsByACheck() {
    RecordBus.prepare(vertx.eventBus());
    Addresses.DESCRIBE.answer(
        vertx.eventBus(),
        question -> Future.succeededFuture(new Answer<>(new Outcome.NotFound<>())));
    OwnToken own = new OwnToken(vertx.eventBus());

    HttpResponse<Buffer> gone =
        get("/v1/me", request -> own.tell(TOKEN, LOOPBACK, request.response()));
    HttpResponse<Buffer> refused =
        get("/v1/me", request -> CheckAnswer.unauthenticated(request.response(), true));

    assertThat(gone.statusCode()).isEqualTo(401);
    assertThat(gone.getHeader("WWW-Authenticate")).contains("error=\"invalid_token\"");
    assertThat(gone.headers()).hasToString(refused.headers().toString());
    assertThat(gone.body()).isEqualTo(refused.body());
  }

  @Test
  void tokenIsNotToldWhoUsedItBefore() {
    Token token =
        new Token(
            1,
            "CI",
            Environment.PRODUCTION,
            TokenStatus.ACTIVE,
            Grant.FULL,
            new Token.Dates(Instant.EPOCH, Optional.empty(), Optional.of(Instant.EPOCH)),
            Optional.of(new Token.LastCaller("203.0.113.1", "curl/8")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertThat(TokenJson.of(token).encode()).contains("203.0.113.1", "curl/8");
    assertThat(TokenJson.ofItself(token).encode())
        .contains("last_used_at")
        .doesNotContain("203.0.113.1", "curl/8");
  }

  @ParameterizedTest
  @CsvSource({
    "?anything,anything",
    "?ability=read,ability",
    "?deny=403,deny",
    "?a=1&b=2,a",
    "?a=%zz,query"
  })
  void queryGets422NamingTheParameter(String query, String parameter) {
    String token = "Bearer " + PlainTextToken.draw("").reveal(1);
    HttpResponse<Buffer> response = get("/v1/me" + query, checks(), token);

    assertThat(response.statusCode()).isEqualTo(422);
    JsonObject errors = response.bodyAsJsonObject().getJsonObject("errors");
    assertThat(errors.fieldNames()).containsExactly(parameter);
  }

  @Test
  void withoutATokenTheQueryDoesNotMatter() {
    assertThat(get("/v1/me?anything", checks()).statusCode()).isEqualTo(401);
  }

  @Test
  void emptyQueryIsNone() {
    assertThat(get("/v1/me?", checks()).statusCode()).isEqualTo(401);
  }

  private Handler<HttpServerRequest> checks() {
    Door door =
        new Door(
            new TokenChecks(vertx.getOrCreateContext()),
            new BearerParser(0),
            new ClientAddress(List.of()));
    return new CheckRoutes(door, new OwnToken(vertx.eventBus()), new RefusalPace(vertx));
  }

  private HttpResponse<Buffer> get(String uri, Handler<HttpServerRequest> handler) {
    return get(uri, handler, "");
  }

  private HttpResponse<Buffer> get(
      String uri, Handler<HttpServerRequest> handler, String authorization) {
    HttpServer server =
        await(vertx.createHttpServer().requestHandler(handler).listen(0, "127.0.0.1"));
    WebClient client = WebClient.create(vertx);
    return await(
        client
            .request(HttpMethod.GET, server.actualPort(), "127.0.0.1", uri)
            .putHeader("Authorization", authorization)
            .send());
  }
}
