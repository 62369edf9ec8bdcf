package io.colleckt.auth.delivery;

import static io.colleckt.auth.testing.Await.await;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.bus.WebhookAddresses;
import io.colleckt.auth.testing.Receiver;
import io.colleckt.auth.webhook.AbandonDelivery;
import io.colleckt.auth.webhook.BeginDelivery;
import io.colleckt.auth.webhook.DeliveryBegun;
import io.colleckt.auth.webhook.Lease;
import io.colleckt.auth.webhook.LeaseWebhooks;
import io.vertx.core.eventbus.EventBus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several nodes deliver what has happened as one would, whoever of them fails. */
class DeliveryLeaseIT {
  private static Stage stage;

  @BeforeAll
  static void start() {
    stage = new Stage();
  }

  @AfterAll
  static void stop() {
    stage.close();
  }

  @BeforeEach
  void set() {
    stage.set();
  }

  @AfterEach
  void clear() {
    stage.clear();
  }

  @Test
  void twoNodesShareTheWorkWithoutDoubling() throws Exception {
    Stage.Side second = stage.node(true);
    Receiver other = new Receiver(stage.outside);
    stage.webhook(other.url());
    for (int i = 0; i < 10; i++) {
      stage.notices(10 * i + 1, 10 * i + 10);
      Thread.sleep(150);
    }

    assertThat(stage.arrived(100) && becomesTrue(Stage.PATIENCE, () -> other.got.size() == 100))
        .isTrue();
    second.leave();
    assertThat(stage.receiver.got)
        .extracting(Receiver.Got::number)
        .doesNotHaveDuplicates()
        .isSorted();
    assertThat(other.got).extracting(Receiver.Got::number).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void whatADeadNodeHeldIsDeliveredAfterItsLease() throws Exception {
    List<String> until =
        stage.stored.rows(
            "update webhooks set leased_until = now() + interval '4 seconds', lease = lease + 1"
                + " returning leased_until");
    stage.notices(1, 1);

    assertThat(stage.arrived(1)).isTrue();
    assertThat(stage.stored.rows("select now() >= '%s'".formatted(until.get(0))))
        .containsExactly("t");
  }

  @Test
  void aStoppedNodeLeavesWhatIsUnderWayToOthersAtOnce() throws Exception {
    stage.receiver.answer = request -> {};
    stage.notices(1, 1);
    assertThat(stage.arrived(1)).isTrue();
    stage.side.leave();

    assertThat(stage.stored.rows("select leased_until = '-infinity', failures from webhooks"))
        .containsExactly("t 0");
    stage.receiver.answerOk();
    stage.side = stage.node(true);
    assertThat(becomesTrue(5_000, () -> stage.receiver.got.size() == 2)).isTrue();
  }

  @Test
  void aLeaseThatIsGivenUpHoldsNobodyAlsoWithoutAMessage() throws Exception {
    await(stage.side.vertx().undeploy(stage.side.delivery()));
    stage.notices(1, 1);
    EventBus bus = stage.side.vertx().eventBus();
    List<Lease> leases = new ArrayList<>();
    assertThat(becomesTrue(Stage.PATIENCE, () -> leases.addAll(leased(bus)))).isTrue();
    Lease lease = leases.get(0);
    await(WebhookAddresses.ABANDON.ask(bus, new AbandonDelivery(lease)));
    String free = "select leased_until = '-infinity' and next_at <= now() from webhooks";
    assertThat(stage.stored.rows(free)).containsExactly("t");

    DeliveryBegun late = await(WebhookAddresses.BEGIN.ask(bus, new BeginDelivery(lease)));
    assertThat(late.message()).isEmpty();
    assertThat(stage.stored.rows(free)).containsExactly("t");
  }

  private static List<Lease> leased(EventBus bus) {
    return await(WebhookAddresses.LEASE.ask(bus, new LeaseWebhooks(1))).leases();
  }
}
