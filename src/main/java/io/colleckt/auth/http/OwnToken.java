package io.colleckt.auth.http;

import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.bus.Answer;
import io.colleckt.auth.bus.FairLane;
import io.colleckt.auth.token.DescribeToken;
import io.colleckt.auth.token.IpAddress;
import io.colleckt.auth.token.LiveToken;
import io.colleckt.auth.token.Token;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/** {@code /v1/me}: tells an accepted token about itself. */
final class OwnToken {
  private final FairLane<DescribeToken, Answer<Token>> lane;

  OwnToken(EventBus bus) {
    this.lane = new FairLane<>(bus, Addresses.DESCRIBE, 1);
  }

  /**
   * Answers with the token's own record, with 503 when Postgres does not, or as a check would when
   * the token was revoked since the verdict.
   */
  void tell(LiveToken token, IpAddress from, HttpServerResponse response) {
    lane.ask(from, new DescribeToken(token.workspaceId(), token.id()))
        .map(OwnToken::reply)
        .otherwise(Failures::of)
        .onSuccess(reply -> send(reply, response));
  }

  private static Reply reply(Answer<Token> answer) {
    return Failures.reply(answer.outcome(), OwnToken::record);
  }

  private static void send(Reply reply, HttpServerResponse response) {
    if (reply.status() == 404) {
      CheckAnswer.unauthenticated(response, true);
    } else {
      reply.sendTo(response);
    }
  }

  private static Reply record(Token token) {
    JsonObject json = TokenJson.ofItself(token).put("days_left", daysLeft(token));
    return Reply.ok(new JsonObject().put("token", json));
  }

  private static Long daysLeft(Token token) {
    return token
        .dates()
        .expiresAt()
        .map(expiresAt -> Duration.between(Instant.now(), expiresAt).plusDays(1).toDays())
        .orElse(null);
  }
}
