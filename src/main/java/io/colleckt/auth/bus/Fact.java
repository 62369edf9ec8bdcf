package io.colleckt.auth.bus;

import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.function.Consumer;

/**
 * Something that has happened, told to whoever listens; best-effort, no promise rests on its
 * arrival. May be used from any thread.
 *
 * @param address where the listeners are
 */
public record Fact<M extends Record>(String address) {

  /** Tells everybody who listens now. Does not wait for anybody. */
  public void publish(EventBus bus, M fact) {
    DeliveryOptions options =
        new DeliveryOptions().setCodecName(EnvelopeCodec.NAME).setLocalOnly(true);
    bus.publish(address, new Envelope(fact), options);
  }

  /** Hears of it on the context of the caller, until the consumer is unregistered. */
  @SuppressWarnings("unchecked") // An address carries one type of fact: see the catalogues.
  public MessageConsumer<?> listen(EventBus bus, Consumer<M> listener) {
    return bus.<Envelope>localConsumer(
        address, message -> listener.accept((M) message.body().body()));
  }
}
