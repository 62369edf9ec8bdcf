package io.colleckt.auth.bus;

import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A question with one answer: {@code Q} asks, {@code R} replies. May be used from any thread;
 * futures complete on the context of the asker.
 *
 * @param address where the answerers listen
 * @param timeout how long an asker waits unless it says otherwise
 */
public record Call<Q extends Record, R extends Record>(String address, Duration timeout) {
  private static final Logger LOG = LoggerFactory.getLogger(Call.class);
  private static final int FAILED = 1;

  /** Asks with this call's own time-out. See {@link #ask(EventBus, Record, Duration)}. */
  public Future<R> ask(EventBus bus, Q question) {
    return ask(bus, question, timeout);
  }

  /**
   * Asks one of the answerers.
   *
   * @return completes with the answer; fails when nobody listens, when the answerer failed, or
   *     after {@code patience}
   */
  public Future<R> ask(EventBus bus, Q question, Duration patience) {
    DeliveryOptions options =
        new DeliveryOptions()
            .setCodecName(EnvelopeCodec.NAME)
            .setLocalOnly(true)
            .setSendTimeout(Math.max(1, patience.toMillis()));
    return bus.<Envelope>request(address, new Envelope(question), options).map(this::answerIn);
  }

  /**
   * Answers this call on the context of the caller, until the consumer is unregistered. A future
   * that fails, or an exception, reaches the asker as a failure without its details; the log has
   * them.
   */
  public MessageConsumer<?> answer(EventBus bus, Function<Q, Future<R>> answerer) {
    return bus.<Envelope>localConsumer(address, message -> reply(message, answerer));
  }

  private void reply(Message<Envelope> message, Function<Q, Future<R>> answerer) {
    try {
      answerer
          .apply(questionIn(message))
          .onSuccess(answer -> message.reply(new Envelope(answer), replyOptions()))
          .onFailure(cause -> fail(message, cause));
    } catch (RuntimeException e) {
      fail(message, e);
    }
  }

  private void fail(Message<Envelope> message, Throwable cause) {
    LOG.debug("{} failed", address, cause);
    message.fail(FAILED, cause.getClass().getSimpleName() + ": " + cause.getMessage());
  }

  private static DeliveryOptions replyOptions() {
    return new DeliveryOptions().setCodecName(EnvelopeCodec.NAME).setLocalOnly(true);
  }

  @SuppressWarnings(
      "unchecked") // An address carries one type of question and one of answer: see Addresses.
  private Q questionIn(Message<Envelope> message) {
    return (Q) message.body().body();
  }

  @SuppressWarnings("unchecked") // As above.
  private R answerIn(Message<Envelope> message) {
    return (R) message.body().body();
  }
}
