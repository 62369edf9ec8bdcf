package io.colleckt.auth.http;

import io.colleckt.auth.account.Visitor;
import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.bus.Answer;
import io.colleckt.auth.bus.FairLane;
import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.token.BearerParser;
import io.colleckt.auth.token.IpAddress;
import io.colleckt.auth.token.Receipt;
import io.colleckt.auth.token.SurrenderToken;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/**
 * {@code POST /v1/revoke} (RFC 7009): whoever holds a token may end it, and needs to show nothing
 * else; client credentials are not looked at. All that is no token of ours is answered like a token
 * that is dead: 200 without a body. A live one is answered 200 only once no later check of it can
 * be accepted, until then 503. Used on one event loop.
 */
final class RevocationRoutes {
  static final String PATH = "/v1/revoke";

  /** Made-up ids must keep no holder of a real token from ending it. */
  private static final int AT_ONCE = 4;

  private final BearerParser parser;
  private final ClientAddress addresses;
  private final FairLane<SurrenderToken, Answer<Receipt>> lane;

  RevocationRoutes(Door door, EventBus bus) {
    this.parser = door.parser();
    this.addresses = door.addresses();
    this.lane = new FairLane<>(bus, Addresses.SURRENDER, AT_ONCE);
  }

  void addTo(Router router) {
    Door.post(router, PATH, this::revoke);
  }

  private Future<Reply> revoke(RoutingContext context) {
    HttpServerRequest request = context.request();
    return FormBody.of(request).compose(form -> revoke(request, form.required("token")));
  }

  /** What is malformed ends here. */
  private Future<Reply> revoke(HttpServerRequest request, String token) {
    BearerParser.Credential credential = parser.parseToken(token);
    if (credential == null) {
      refuseWhatWasMeantOtherwise(token);
      return Future.succeededFuture(dead());
    }
    IpAddress from = addresses.of(request);
    Visitor holder = new Visitor(from.toString(), Callers.userAgentOf(request));
    return lane.ask(from, new SurrenderToken(credential.id(), credential.hash(), holder))
        .map(answer -> reply(answer.outcome()));
  }

  /** A token with something around it would live on, while its holder believes it dead. */
  private static void refuseWhatWasMeantOtherwise(String token) {
    if (token.strip().chars().anyMatch(Character::isWhitespace)) {
      throw new Refused(FormBody.invalid("A token has no blanks, and is sent without a scheme."));
    }
  }

  private static Reply reply(Outcome<Receipt> outcome) {
    return outcome instanceof Outcome.NotFound
        ? dead()
        : Failures.reply(outcome, receipt -> dead());
  }

  private static Reply dead() {
    return new Reply(200, null, Map.of());
  }
}
