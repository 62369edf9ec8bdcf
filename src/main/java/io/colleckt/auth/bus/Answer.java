package io.colleckt.auth.bus;

import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.util.function.Function;

/** An outcome as it travels: what goes over the bus is a record. */
public record Answer<T>(Outcome<T> outcome) {

  /** Answers a call with how that flow ends; see {@link Call#answer}. */
  public static <Q extends Record, T> void give(
      EventBus bus, Call<Q, Answer<T>> call, Function<Q, Future<Outcome<T>>> flow) {
    call.answer(bus, question -> flow.apply(question).map(Answer::new));
  }
}
