package io.colleckt.auth.delivery;

import static io.colleckt.auth.testing.Await.becomesTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.testing.Receiver;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What has happened arrives, at least once, and in order where nothing fails. */
class DeliveryIT {
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
  void whatHappenedArrivesInOrderAndIsDelivered() throws Exception {
    stage.notices(1, 50);

    assertThat(stage.arrived(50)).isTrue();
    assertThat(stage.receiver.got)
        .extracting(Receiver.Got::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 50).boxed().toList());
    assertThat(stage.receiver.got.get(0).path()).isEqualTo("/hook?a=b");
    assertThat(
            becomesTrue(Stage.PATIENCE, () -> stage.statuses().equals(List.of("delivered 1 204"))))
        .isTrue();
  }

  @Test
  void aFailedAttemptIsRepeatedUnderTheSameIdBeforeWhatFollows() throws Exception {
    stage.receiver.answerWith(500);
    stage.notices(1, 2);
    assertThat(stage.arrived(1)).isTrue();
    assertThat(becomesTrue(Stage.PATIENCE, () -> stage.statuses().contains("pending 1 500")))
        .isTrue();
    stage.receiver.answerOk();

    assertThat(stage.arrived(3)).isTrue();
    assertThat(stage.receiver.got).extracting(Receiver.Got::number).containsExactly(1, 1, 2);
    assertThat(stage.receiver.got.get(1).id())
        .isEqualTo(stage.receiver.got.get(0).id())
        .startsWith("msg_");
    assertThat(stage.stored.rows("select failures, failing_since from webhooks"))
        .containsExactly("0 null");
  }

  @Test
  void aReceiverThatHangsUpIsAskedAgain() throws Exception {
    stage.receiver.answer = request -> request.connection().close();
    stage.notices(1, 1);
    assertThat(becomesTrue(Stage.PATIENCE, () -> stage.error().contains("connection broke")))
        .isTrue();
    stage.receiver.answerOk();
    stage.hurry();

    assertThat(stage.arrived(2)).isTrue();
  }

  @Test
  void aSlowReceiverIsLeftAndHoldsNobody() throws Exception {
    stage.receiver.answer = request -> {};
    Receiver other = new Receiver(stage.outside);
    stage.webhook(other.url());
    stage.notices(1, 5);

    assertThat(becomesTrue(5_000, () -> other.got.size() == 5)).isTrue();
    assertThat(stage.receiver.got).hasSize(1);
    assertThat(becomesTrue(Stage.PATIENCE, () -> stage.error().contains("within 10 seconds")))
        .isTrue();
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    Receiver elsewhere = new Receiver(stage.outside);
    stage.receiver.answer =
        request ->
            request.response().setStatusCode(307).putHeader("Location", elsewhere.url()).end();
    stage.notices(1, 1);

    assertThat(becomesTrue(Stage.PATIENCE, () -> stage.statuses().contains("pending 1 307")))
        .isTrue();
    assertThat(elsewhere.got).isEmpty();
  }

  @Test
  void anEndlessAnswerIsCutOff() throws Exception {
    stage.receiver.answer =
        request -> {
          request.response().setChunked(true).write("x".repeat(100_000));
        };
    stage.notices(1, 2);

    assertThat(stage.arrived(2)).isTrue();
    assertThat(
            becomesTrue(Stage.PATIENCE, () -> stage.statuses().equals(List.of("delivered 1 200"))))
        .isTrue();
  }

  @Test
  void goneDisablesForGood() throws Exception {
    stage.receiver.answerWith(410);
    stage.notices(1, 2);

    assertThat(becomesTrue(Stage.PATIENCE, () -> !stage.enabled())).isTrue();
    assertThat(stage.stored.rows("select disabled_because from webhooks"))
        .containsExactly("The receiver answered 410 Gone.");
    assertThat(
            stage.stored.rows(
                "select action, after::json ->> 'enabled' from audit where subject = 'webhook:%d'"
                    .formatted(stage.webhook)))
        .containsExactly("webhook.disabled false");
    assertThat(stage.receiver.got).hasSize(1);
  }

  @Test
  void threeDaysWithoutSuccessDisable() throws Exception {
    stage.receiver.answerWith(503);
    stage.stored.execute(
        "update webhooks set failing_since = now() - interval '73 hours', failures = 9");
    stage.notices(1, 1);

    assertThat(becomesTrue(Stage.PATIENCE, () -> !stage.enabled())).isTrue();
    assertThat(stage.stored.rows("select disabled_because from webhooks"))
        .containsExactly("Nothing could be delivered for 3 days.");
  }

  @Test
  void afterTheLastAttemptItHasFailed() throws Exception {
    stage.receiver.answerWith(500);
    stage.notices(1, 1);
    assertThat(becomesTrue(Stage.PATIENCE, () -> stage.statuses().contains("pending 1 500")))
        .isTrue();
    stage.stored.execute("update deliveries set attempts = 9");
    stage.hurry();

    assertThat(becomesTrue(Stage.PATIENCE, () -> stage.statuses().equals(List.of("failed 10 500"))))
        .isTrue();
  }

  @Test
  void bothSecretsSignAfterARotation() throws Exception {
    String first = "decode(repeat('01', 32), 'hex')";
    String second = "decode(repeat('02', 32), 'hex')";
    stage.stored.execute(
        """
        insert into webhook_secrets (webhook_id, secret, ends_at)
        values (%1$d, %2$s, now() + interval '1 hour'), (%1$d, %3$s, null)
        """
            .formatted(stage.webhook, first, second));
    stage.notices(1, 1);
    assertThat(stage.arrived(1)).isTrue();
    stage.stored.execute("update webhook_secrets set ends_at = now() where ends_at is not null");
    stage.notices(2, 2);
    assertThat(stage.arrived(2)).isTrue();

    Receiver.Got both = stage.receiver.got.get(0);
    Receiver.Got one = stage.receiver.got.get(1);
    assertThat(both.signatures()).hasSize(2);
    assertThat(both.signedBy(secret(1)) && both.signedBy(secret(2))).isTrue();
    assertThat(one.signedBy(secret(1))).isFalse();
    assertThat(one.signedBy(secret(2))).isTrue();
  }

  @Test
  void withoutPermissionNothingPrivateIsAsked() throws Exception {
    stage.side.leave();
    stage.side = stage.node(false);
    stage.stored.execute(
        "update webhooks set url = 'https://127.0.0.1:%d/'".formatted(stage.receiver.port()));
    stage.notices(1, 1);
    assertThat(becomesTrue(Stage.PATIENCE, () -> stage.error().contains("private"))).isTrue();

    stage.stored.execute(
        "update webhooks set url = 'https://localhost.:%d/'".formatted(stage.receiver.port()));
    stage.hurry();
    assertThat(becomesTrue(Stage.PATIENCE, () -> stage.error().contains("public internet")))
        .isTrue();
    assertThat(stage.receiver.got).isEmpty();
  }

  private static String secret(int each) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) each);
    return "whsec_" + Base64.getEncoder().encodeToString(bytes);
  }
}
