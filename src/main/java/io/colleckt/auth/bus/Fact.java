package io.colleckt.auth.bus;

import io.colleckt.auth.bus.Envelope.Kind;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Something that has happened, told to whoever listens; best-effort, no promise rests on its
 * arrival. May be used from any thread.
 *
 * @param address where the listeners are
 * @param reach whether listeners on other nodes hear of it
 */
public record Fact<M extends Record>(String address, Reach reach) {
  private static final Logger LOG = LoggerFactory.getLogger(Fact.class);

  /** A fact of interest within the process. */
  public static <M extends Record> Fact<M> within(String address) {
    return new Fact<>(address, Reach.PROCESS);
  }

  /** A fact that every node hears of. Of its record the same is asked as of {@link Call#across}. */
  public static <M extends Record> Fact<M> across(String address) {
    return new Fact<>(address, Reach.CLUSTER);
  }

  /** Tells everybody who listens now. Does not wait for anybody. */
  public void publish(EventBus bus, M fact) {
    bus.publish(address, Envelope.fact(address, fact), options());
  }

  /** Tells one of those who listen; otherwise as {@link #publish}. */
  public void tellOne(EventBus bus, M fact) {
    bus.send(address, Envelope.fact(address, fact), options());
  }

  /** Hears of it on the context of the caller, until the consumer is unregistered. */
  public MessageConsumer<?> listen(EventBus bus, Consumer<M> listener) {
    return reach == Reach.PROCESS
        ? bus.<Envelope>localConsumer(address, message -> hear(message, listener))
        : bus.<Envelope>consumer(address, message -> hear(message, listener));
  }

  private DeliveryOptions options() {
    return new DeliveryOptions()
        .setCodecName(EnvelopeCodec.NAME)
        .setLocalOnly(reach == Reach.PROCESS);
  }

  @SuppressWarnings("unchecked") // An address carries one type of fact: see the catalogues.
  private void hear(Message<Envelope> message, Consumer<M> listener) {
    Record fact = Envelope.read(message, Kind.FACT, address, reach);
    if (fact instanceof Unreadable unreadable) {
      Complaints.add("A fact at " + address + " could not be read: " + unreadable.why() + ".");
    } else if (message.body().isFromAfar()) {
      hearFromAfar((M) fact, listener);
    } else {
      listener.accept((M) fact);
    }
  }

  /** Another node may leave out what no node of this version does: that is told, and no fault. */
  private void hearFromAfar(M fact, Consumer<M> listener) {
    try {
      listener.accept(fact);
    } catch (RuntimeException e) {
      LOG.debug("{} failed", address, e);
      Complaints.add("A fact at " + address + " led to a " + e.getClass().getSimpleName() + ".");
    }
  }
}
