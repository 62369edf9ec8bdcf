package io.colleckt.auth.http;

import io.colleckt.auth.bus.Addresses;
import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.token.ConfirmToken;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.util.function.Function;

/**
 * Operations that may be asked about one token, by {@code token_id}: of one that the workspace has
 * never had they tell nothing (404), whoever else may own it.
 */
final class TokenFilter {
  private final EventBus bus;

  TokenFilter(EventBus bus) {
    this.bus = bus;
  }

  /** The operation, run once the token that is named, if one is, turned out to be known. */
  Operation before(Operation operation) {
    return request ->
        request
            .number("token_id")
            .map(id -> confirmed(request, id, operation))
            .orElseGet(() -> operation.handle(request));
  }

  private Future<Reply> confirmed(Request request, long id, Operation operation) {
    return Addresses.CONFIRM
        .ask(bus, new ConfirmToken(request.actor(), id))
        .compose(answer -> answer.outcome().then(known -> done(operation.handle(request))))
        .map(outcome -> Failures.reply(outcome, Function.identity()));
  }

  private static Future<Outcome<Reply>> done(Future<Reply> reply) {
    return reply.map(Outcome.Done::new);
  }
}
