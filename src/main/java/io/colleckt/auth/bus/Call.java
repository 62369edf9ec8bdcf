package io.colleckt.auth.bus;

import io.colleckt.auth.bus.Envelope.Kind;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
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
 * @param reach whether another node may be asked, when nobody answers in this process
 */
public record Call<Q extends Record, R extends Record>(
    String address, Duration timeout, Reach reach) {
  private static final Logger LOG = LoggerFactory.getLogger(Call.class);
  private static final int FAILED = 1;
  private static final int UNREADABLE = 2;

  /** A call that is answered within the process of the asker, or not at all. */
  public static <Q extends Record, R extends Record> Call<Q, R> within(
      String address, Duration timeout) {
    return new Call<>(address, timeout, Reach.PROCESS);
  }

  /**
   * A call that another node may answer as well. Its records must be such as {@link Wire} can
   * carry, and true on another machine: no {@code System.nanoTime()}, nothing that can change.
   */
  public static <Q extends Record, R extends Record> Call<Q, R> across(
      String address, Duration timeout) {
    return new Call<>(address, timeout, Reach.CLUSTER);
  }

  /** Asks with this call's own time-out. See {@link #ask(EventBus, Record, Duration)}. */
  public Future<R> ask(EventBus bus, Q question) {
    return ask(bus, question, timeout);
  }

  /**
   * Asks one of the answerers: one of this process; if there is none and the {@link #reach} allows
   * it, one of another node.
   *
   * @return completes with the answer; fails when nobody listens, when the answerer failed, when
   *     either could not read the other, or after {@code patience}
   */
  public Future<R> ask(EventBus bus, Q question, Duration patience) {
    Envelope envelope = Envelope.question(address, question);
    Future<Message<Envelope>> here = bus.request(address, envelope, options(patience, true));
    return reach == Reach.PROCESS
        ? here.map(this::answerIn)
        : here.recover(cause -> elsewhere(bus, envelope, patience, cause)).map(this::answerIn);
  }

  /**
   * Answers this call on the context of the caller, until the consumer is unregistered. A future
   * that fails, or an exception, reaches the asker as a failure with its message alone, so this
   * must hold no secret; at debug level the log has the rest. Other nodes know of it once {@link
   * MessageConsumer#completion()} is.
   */
  public MessageConsumer<?> answer(EventBus bus, Function<Q, Future<R>> answerer) {
    return reach == Reach.PROCESS
        ? bus.<Envelope>localConsumer(address, message -> reply(message, answerer))
        : bus.<Envelope>consumer(address, message -> reply(message, answerer));
  }

  /** Nobody has heard the question so far, so it can be put again. */
  private Future<Message<Envelope>> elsewhere(
      EventBus bus, Envelope question, Duration patience, Throwable cause) {
    return cause instanceof ReplyException e && e.failureType() == ReplyFailure.NO_HANDLERS
        ? bus.request(address, question, options(patience, false))
        : Future.failedFuture(cause);
  }

  private void reply(Message<Envelope> message, Function<Q, Future<R>> answerer) {
    try {
      Record question = Envelope.read(message, Kind.QUESTION, address, reach);
      if (question instanceof Unreadable unreadable) {
        refuse(message, unreadable);
      } else {
        answer(message, answerer.apply(questionIn(question)));
      }
    } catch (RuntimeException e) {
      fail(message, e);
    }
  }

  private void answer(Message<Envelope> message, Future<R> answer) {
    answer
        .onSuccess(body -> message.reply(Envelope.answer(address, body), replyOptions()))
        .onFailure(cause -> fail(message, cause));
  }

  private void refuse(Message<Envelope> message, Unreadable question) {
    Complaints.add("A question at " + address + " could not be read: " + question.why() + ".");
    message.fail(UNREADABLE, "The question could not be read: " + question.why() + ".");
  }

  private void fail(Message<Envelope> message, Throwable cause) {
    LOG.debug("{} failed", address, cause);
    message.fail(FAILED, cause.getClass().getSimpleName() + ": " + cause.getMessage());
  }

  private static DeliveryOptions options(Duration patience, boolean localOnly) {
    return new DeliveryOptions()
        .setCodecName(EnvelopeCodec.NAME)
        .setLocalOnly(localOnly)
        .setSendTimeout(Math.max(1, patience.toMillis()));
  }

  /** A reply finds its way back to another node all the same. */
  private static DeliveryOptions replyOptions() {
    return new DeliveryOptions().setCodecName(EnvelopeCodec.NAME).setLocalOnly(true);
  }

  @SuppressWarnings(
      "unchecked") // An address carries one type of question and one of answer: see Addresses.
  private Q questionIn(Record question) {
    return (Q) question;
  }

  @SuppressWarnings("unchecked") // As above.
  private R answerIn(Message<Envelope> message) {
    Record answer = Envelope.read(message, Kind.ANSWER, address, reach);
    if (answer instanceof Unreadable unreadable) {
      String why = "The answer at " + address + " could not be read: " + unreadable.why() + ".";
      Complaints.add(why);
      throw new ReplyException(ReplyFailure.ERROR, why);
    }
    return (R) answer;
  }
}
