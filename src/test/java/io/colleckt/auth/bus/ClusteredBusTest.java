package io.colleckt.auth.bus;

import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.colleckt.auth.account.Recorded;
import io.colleckt.auth.account.ReportRefusal;
import io.colleckt.auth.activity.ActivityRecorded;
import io.colleckt.auth.token.Checks;
import io.colleckt.auth.token.FindTokens;
import io.colleckt.auth.token.Judgements;
import io.colleckt.auth.token.TokensFound;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes, whose event buses talk over loopback. */
class ClusteredBusTest {
  /** Nobody here waits for it: what fails, fails at once. */
  private static final Duration LONG = Duration.ofMinutes(10);

  private static final FindTokens QUESTION = new FindTokens(List.of(1L, 1L << 40));
  private static final TokensFound THERE = new TokensFound(Map.of(), 1);
  private static final TokensFound HERE = new TokensFound(Map.of(), 2);

  private final LoopbackCluster cluster = new LoopbackCluster();
  private Vertx edge;
  private Vertx core;

  @BeforeEach
  void start() throws Exception {
    edge = newNode();
    core = newNode();
    RecordBus.prepareForCluster(edge.eventBus(), false);
  }

  @AfterEach
  void stop() throws Exception {
    await(edge.close());
    await(core.close());
  }

  @Test
  void anotherNodeAnswersWhenNobodyHereDoes() throws Exception {
    prepareCore();
    heard(Addresses.FIND_TOKENS.answer(core.eventBus(), asked -> answer(asked, THERE)));
    assertThat(await(find())).isEqualTo(THERE);
  }

  @Test
  void whoeverAnswersHereIsAskedFirst() throws Exception {
    prepareCore();
    heard(Addresses.FIND_TOKENS.answer(core.eventBus(), asked -> answer(asked, THERE)));
    var here = Addresses.FIND_TOKENS.answer(edge.eventBus(), asked -> answer(asked, HERE));
    for (int i = 0; i < 10; i++) {
      assertThat(await(find())).isSameAs(HERE);
    }
    await(here.unregister());
    assertThat(await(find())).isEqualTo(THERE);
  }

  @Test
  void withoutAnAnswererAQuestionFailsAtOnce() {
    prepareCore();
    assertThatThrownBy(() -> await(find()))
        .isInstanceOfSatisfying(ReplyException.class, ClusteredBusTest::isUnheard);
  }

  @Test
  void whatBelongsIntoOneProcessIsNotAskedElsewhere() throws Exception {
    prepareCore();
    heard(Addresses.VALIDATE.answer(core.eventBus(), asked -> answer(new Judgements(List.of()))));
    Future<?> answer = Addresses.VALIDATE.ask(edge.eventBus(), new Checks(List.of()), LONG);
    assertThatThrownBy(() -> await(answer))
        .isInstanceOfSatisfying(ReplyException.class, ClusteredBusTest::isUnheard);
  }

  @Test
  void aFactIsHeardOnBothNodes() throws Exception {
    prepareCore();
    BlockingQueue<ActivityRecorded> told = new LinkedBlockingQueue<>();
    heard(ActivityAddresses.RECORDED.listen(edge.eventBus(), told::add));
    heard(ActivityAddresses.RECORDED.listen(core.eventBus(), told::add));
    ActivityRecorded fact = new ActivityRecorded(List.of());
    ActivityAddresses.RECORDED.publish(core.eventBus(), fact);
    assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(fact);
    assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(fact);
  }

  @Test
  void aFactThatNoListenerCanBearIsPassedOver() throws Exception {
    prepareCore();
    BlockingQueue<Object> unforeseen = new LinkedBlockingQueue<>();
    edge.exceptionHandler(unforeseen::add);
    BlockingQueue<Integer> told = new LinkedBlockingQueue<>();
    Fact<NodePresent> present = ClusterAddresses.PRESENT;
    heard(present.listen(edge.eventBus(), node -> told.add(node.name().length())));
    present.publish(core.eventBus(), new NodePresent(null, "", List.of(), List.of(), true));
    present.publish(core.eventBus(), new NodePresent("core", "", List.of(), List.of(), true));
    assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(4);
    assertThat(unforeseen).isEmpty();
  }

  @Test
  void aFailureArrivesAtOnce() throws Exception {
    prepareCore();
    heard(Addresses.FIND_TOKENS.answer(core.eventBus(), asked -> Future.failedFuture("No store.")));
    assertThatThrownBy(() -> await(find())).hasMessageContaining("No store.");
  }

  @Test
  void aQuestionThatIsTooLongFailsAtOnce() throws Exception {
    prepareCore();
    heard(Addresses.REFUSAL.answer(core.eventBus(), asked -> answer(new Recorded())));
    ReportRefusal tooLong = new ReportRefusal(null, "a".repeat(Wire.MOST_BYTES), "csrf");
    assertThatThrownBy(() -> await(Addresses.REFUSAL.ask(edge.eventBus(), tooLong, LONG)))
        .hasMessageContaining("could not be read: it was not sent: it has ");
  }

  @Test
  void aSecretStaysHere() throws Exception {
    prepareCore();
    heard(Addresses.SIGN_IN.answer(core.eventBus(), asked -> Future.failedFuture("Seen.")));
    assertThatThrownBy(
            () -> await(Addresses.SIGN_IN.ask(edge.eventBus(), WireSecretsTest.SIGN_IN, LONG)))
        .hasMessageContaining("it holds a secret");
  }

  @Test
  void aQuestionOfAnotherVersionIsRefusedAtOnce() throws Exception {
    core.eventBus().registerCodec(new AnotherVersion());
    BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    heard(Addresses.FIND_TOKENS.answer(edge.eventBus(), asked -> noted(heard, asked)));
    assertThatThrownBy(() -> await(Addresses.FIND_TOKENS.ask(core.eventBus(), QUESTION, LONG)))
        .hasMessageContaining("The question could not be read: it is of version 9");
    assertThat(heard).isEmpty();
  }

  @Test
  void anAnswerOfAnotherVersionFailsAtOnce() throws Exception {
    core.eventBus().registerCodec(new AnotherVersion());
    heard(Addresses.FIND_TOKENS.answer(core.eventBus(), asked -> answer(asked, THERE)));
    assertThatThrownBy(() -> await(find()))
        .hasMessage(
            "The answer at tokens.find could not be read: it is of version 9, this node reads 1.");
  }

  @Test
  void whoeverSendsWhatIsNoRecordIsRefusedAtOnce() throws Exception {
    prepareCore();
    heard(Addresses.FIND_TOKENS.answer(edge.eventBus(), asked -> answer(asked, HERE)));
    DeliveryOptions patient = new DeliveryOptions().setSendTimeout(LONG.toMillis());
    for (Object intruder : List.of("text", new byte[3], 5L)) {
      assertThatThrownBy(() -> await(core.eventBus().request("tokens.find", intruder, patient)))
          .hasMessageContaining("it is no record");
    }
    EventBus careless = core.eventBus().serializableChecker(name -> true);
    assertThatThrownBy(() -> await(careless.request("tokens.find", List.of(1).toArray(), patient)))
        .hasMessageContaining("it is of a form that is not accepted");
  }

  private Future<TokensFound> find() {
    return Addresses.FIND_TOKENS.ask(edge.eventBus(), QUESTION, LONG);
  }

  private void prepareCore() {
    RecordBus.prepareForCluster(core.eventBus(), false);
  }

  private static void heard(MessageConsumer<?> consumer) throws Exception {
    await(consumer.completion());
  }

  private static Future<TokensFound> answer(FindTokens asked, TokensFound found) {
    assertThat(asked).isEqualTo(QUESTION);
    return Future.succeededFuture(found);
  }

  private static <T> Future<T> answer(T answer) {
    return Future.succeededFuture(answer);
  }

  private static Future<TokensFound> noted(BlockingQueue<Object> heard, Object asked) {
    heard.add(asked);
    return Future.succeededFuture(HERE);
  }

  private static void isUnheard(ReplyException e) {
    assertThat(e.failureType()).isEqualTo(ReplyFailure.NO_HANDLERS);
  }

  private Vertx newNode() throws Exception {
    EventBusOptions loopback = new EventBusOptions().setHost("127.0.0.1");
    return await(
        Vertx.builder()
            .with(new VertxOptions().setEventBusOptions(loopback))
            .withClusterManager(cluster.newNode())
            .buildClustered());
  }
}
