package io.colleckt.auth.delivery;

import static io.colleckt.auth.testing.Await.await;
import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.bus.RecordBus;
import io.colleckt.auth.bus.WebhookAddresses;
import io.colleckt.auth.persistence.PersistenceVerticle;
import io.colleckt.auth.persistence.Schema;
import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.Receiver;
import io.colleckt.auth.testing.Stores;
import io.colleckt.auth.webhook.AbandonDelivery;
import io.colleckt.auth.webhook.BeginDelivery;
import io.colleckt.auth.webhook.DeliveryBegun;
import io.colleckt.auth.webhook.Lease;
import io.colleckt.auth.webhook.LeaseWebhooks;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What has happened arrives, at least once, in order where nothing fails, whoever fails. */
class DeliveryIT {
  private static final int PATIENCE = 30_000;
  private static Database stored;
  private static Vertx outside;
  private Side side;
  private Receiver receiver;
  private long webhook;

  /** One node. */
  private record Side(Vertx vertx, String delivery) {
    void leave() {
      await(vertx.undeploy(delivery));
      await(vertx.close());
    }
  }

  @BeforeAll
  static void start() {
    stored = Stores.shared().freshDatabase();
    Schema.migrate(stored.migrationUrl(), stored.databaseUrl());
    outside = Vertx.vertx();
    stored.execute("insert into workspaces (name) values ('One')");
  }

  @AfterAll
  static void stop() {
    await(outside.close());
  }

  @BeforeEach
  void listen() {
    side = node(true);
    receiver = new Receiver(outside);
    webhook = webhook(receiver.url());
  }

  @AfterEach
  void clean() {
    await(side.vertx.close());
    stored.execute("delete from webhooks");
    stored.execute("delete from notices");
  }

  @Test
  void whatHappenedArrivesInOrderAndIsDelivered() throws Exception {
    notices(1, 50);

    assertThat(arrived(50)).isTrue();
    assertThat(receiver.got)
        .extracting(Receiver.Got::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 50).boxed().toList());
    assertThat(receiver.got.get(0).path()).isEqualTo("/hook?a=b");
    assertThat(becomesTrue(PATIENCE, () -> statuses().equals(List.of("delivered 1 204")))).isTrue();
  }

  @Test
  void aFailedAttemptIsRepeatedUnderTheSameIdBeforeWhatFollows() throws Exception {
    receiver.answerWith(500);
    notices(1, 2);
    assertThat(arrived(1)).isTrue();
    assertThat(becomesTrue(PATIENCE, () -> statuses().contains("pending 1 500"))).isTrue();
    receiver.answerOk();

    assertThat(arrived(3)).isTrue();
    assertThat(receiver.got).extracting(Receiver.Got::number).containsExactly(1, 1, 2);
    assertThat(receiver.got.get(1).id()).isEqualTo(receiver.got.get(0).id()).startsWith("msg_");
    assertThat(stored.rows("select failures, failing_since from webhooks"))
        .containsExactly("0 null");
  }

  @Test
  void aReceiverThatHangsUpIsAskedAgain() throws Exception {
    receiver.answer = request -> request.connection().close();
    notices(1, 1);
    assertThat(becomesTrue(PATIENCE, () -> error().contains("connection broke"))).isTrue();
    receiver.answerOk();
    hurry();

    assertThat(arrived(2)).isTrue();
  }

  @Test
  void aSlowReceiverIsLeftAndHoldsNobody() throws Exception {
    receiver.answer = request -> {};
    Receiver other = new Receiver(outside);
    webhook(other.url());
    notices(1, 5);

    assertThat(becomesTrue(5_000, () -> other.got.size() == 5)).isTrue();
    assertThat(receiver.got).hasSize(1);
    assertThat(becomesTrue(PATIENCE, () -> error().contains("within 10 seconds"))).isTrue();
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    Receiver elsewhere = new Receiver(outside);
    receiver.answer =
        request ->
            request.response().setStatusCode(307).putHeader("Location", elsewhere.url()).end();
    notices(1, 1);

    assertThat(becomesTrue(PATIENCE, () -> statuses().contains("pending 1 307"))).isTrue();
    assertThat(elsewhere.got).isEmpty();
  }

  @Test
  void anEndlessAnswerIsCutOff() throws Exception {
    receiver.answer =
        request -> {
          request.response().setChunked(true).write("x".repeat(100_000));
        };
    notices(1, 2);

    assertThat(arrived(2)).isTrue();
    assertThat(becomesTrue(PATIENCE, () -> statuses().equals(List.of("delivered 1 200")))).isTrue();
  }

  @Test
  void goneDisablesForGood() throws Exception {
    receiver.answerWith(410);
    notices(1, 2);

    assertThat(becomesTrue(PATIENCE, () -> !enabled())).isTrue();
    assertThat(stored.rows("select disabled_because from webhooks"))
        .containsExactly("The receiver answered 410 Gone.");
    assertThat(
            stored.rows(
                "select action, after::json ->> 'enabled' from audit where subject = 'webhook:%d'"
                    .formatted(webhook)))
        .containsExactly("webhook.disabled false");
    assertThat(receiver.got).hasSize(1);
  }

  @Test
  void threeDaysWithoutSuccessDisable() throws Exception {
    receiver.answerWith(503);
    stored.execute("update webhooks set failing_since = now() - interval '73 hours', failures = 9");
    notices(1, 1);

    assertThat(becomesTrue(PATIENCE, () -> !enabled())).isTrue();
    assertThat(stored.rows("select disabled_because from webhooks"))
        .containsExactly("Nothing could be delivered for 3 days.");
  }

  @Test
  void afterTheLastAttemptItHasFailed() throws Exception {
    receiver.answerWith(500);
    notices(1, 1);
    assertThat(becomesTrue(PATIENCE, () -> statuses().contains("pending 1 500"))).isTrue();
    stored.execute("update deliveries set attempts = 9");
    hurry();

    assertThat(becomesTrue(PATIENCE, () -> statuses().equals(List.of("failed 10 500")))).isTrue();
  }

  @Test
  void bothSecretsSignAfterARotation() throws Exception {
    String first = "decode(repeat('01', 32), 'hex')";
    String second = "decode(repeat('02', 32), 'hex')";
    stored.execute(
        """
        insert into webhook_secrets (webhook_id, secret, ends_at)
        values (%1$d, %2$s, now() + interval '1 hour'), (%1$d, %3$s, null)
        """
            .formatted(webhook, first, second));
    notices(1, 1);
    assertThat(arrived(1)).isTrue();
    stored.execute("update webhook_secrets set ends_at = now() where ends_at is not null");
    notices(2, 2);
    assertThat(arrived(2)).isTrue();

    Receiver.Got both = receiver.got.get(0);
    Receiver.Got one = receiver.got.get(1);
    assertThat(both.signatures()).hasSize(2);
    assertThat(both.signedBy(secret(1)) && both.signedBy(secret(2))).isTrue();
    assertThat(one.signedBy(secret(1))).isFalse();
    assertThat(one.signedBy(secret(2))).isTrue();
  }

  @Test
  void twoNodesShareTheWorkWithoutDoubling() throws Exception {
    Side second = node(true);
    Receiver other = new Receiver(outside);
    webhook(other.url());
    for (int i = 0; i < 10; i++) {
      notices(10 * i + 1, 10 * i + 10);
      Thread.sleep(150);
    }

    assertThat(arrived(100) && becomesTrue(PATIENCE, () -> other.got.size() == 100)).isTrue();
    second.leave();
    assertThat(receiver.got).extracting(Receiver.Got::number).doesNotHaveDuplicates().isSorted();
    assertThat(other.got).extracting(Receiver.Got::number).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void whatADeadNodeHeldIsDeliveredAfterItsLease() throws Exception {
    stored.execute(
        "update webhooks set leased_until = now() + interval '4 seconds', lease = lease + 1");
    notices(1, 1);
    Thread.sleep(2_500);
    assertThat(receiver.got).isEmpty();

    assertThat(arrived(1)).isTrue();
  }

  @Test
  void aStoppedNodeLeavesWhatIsUnderWayToOthersAtOnce() throws Exception {
    receiver.answer = request -> {};
    notices(1, 1);
    assertThat(arrived(1)).isTrue();
    side.leave();

    assertThat(stored.rows("select leased_until = '-infinity', failures from webhooks"))
        .containsExactly("t 0");
    receiver.answerOk();
    side = node(true);
    assertThat(becomesTrue(5_000, () -> receiver.got.size() == 2)).isTrue();
  }

  @Test
  void aLeaseThatIsGivenUpHoldsNobodyAlsoWithoutAMessage() throws Exception {
    await(side.vertx.undeploy(side.delivery));
    notices(1, 1);
    EventBus bus = side.vertx.eventBus();
    List<Lease> leases = new ArrayList<>();
    assertThat(becomesTrue(PATIENCE, () -> leases.addAll(leased(bus)))).isTrue();
    Lease lease = leases.get(0);
    await(WebhookAddresses.ABANDON.ask(bus, new AbandonDelivery(lease)));
    String free = "select leased_until = '-infinity' and next_at <= now() from webhooks";
    assertThat(stored.rows(free)).containsExactly("t");

    DeliveryBegun late = await(WebhookAddresses.BEGIN.ask(bus, new BeginDelivery(lease)));
    assertThat(late.message()).isEmpty();
    assertThat(stored.rows(free)).containsExactly("t");
  }

  private static List<Lease> leased(EventBus bus) {
    return await(WebhookAddresses.LEASE.ask(bus, new LeaseWebhooks(1))).leases();
  }

  @Test
  void withoutPermissionNothingPrivateIsAsked() throws Exception {
    side.leave();
    side = node(false);
    stored.execute("update webhooks set url = 'https://127.0.0.1:%d/'".formatted(receiver.port()));
    notices(1, 1);
    assertThat(becomesTrue(PATIENCE, () -> error().contains("private"))).isTrue();

    stored.execute("update webhooks set url = 'https://localhost.:%d/'".formatted(receiver.port()));
    hurry();
    assertThat(becomesTrue(PATIENCE, () -> error().contains("public internet"))).isTrue();
    assertThat(receiver.got).isEmpty();
  }

  private static Side node(boolean privateAllowed) {
    Vertx vertx = Vertx.vertx();
    RecordBus.prepare(vertx.eventBus());
    await(vertx.deployVerticle(new PersistenceVerticle(stored.databaseUrl(), 90)));
    return new Side(vertx, await(vertx.deployVerticle(new DeliveryVerticle(privateAllowed))));
  }

  private static long webhook(String url) {
    return Long.parseLong(
        stored
            .rows(
                "insert into webhooks (workspace_id, url) values (1, '%s') returning id"
                    .formatted(url))
            .get(0));
  }

  /** Things happen, so many, with numbers. */
  private static void notices(int from, int to) {
    stored.execute(
        """
        insert into notices (workspace_id, type, data)
        select 1, 'token.created', json_build_object('n', n) from generate_series(%d, %d) as n order by n
        """
            .formatted(from, to));
  }

  /** Does not wait for what rests. */
  private static void hurry() {
    stored.execute("update deliveries set due_at = now() where status = 'pending'");
    stored.execute("update webhooks set rests_until = '-infinity', next_at = now()");
  }

  private boolean arrived(int many) throws Exception {
    return becomesTrue(PATIENCE, () -> receiver.got.size() >= many);
  }

  private static boolean enabled() {
    return stored.rows("select enabled from webhooks").equals(List.of("t"));
  }

  private static List<String> statuses() {
    return stored.rows("select distinct status, attempts, response_code from deliveries");
  }

  private static String error() {
    return String.join(" ", stored.rows("select error from deliveries order by id limit 1"));
  }

  private static String secret(int each) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) each);
    return "whsec_" + Base64.getEncoder().encodeToString(bytes);
  }
}
