package io.colleckt.auth.persistence;

import static io.colleckt.auth.persistence.RecordedWorld.DAY;
import static io.colleckt.auth.persistence.RecordedWorld.USUAL;
import static io.colleckt.auth.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.activity.Calls;
import io.colleckt.auth.activity.RecordCalls;
import io.colleckt.auth.bus.ActivityAddresses;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.CheckOutcome;
import io.colleckt.auth.token.IpAddress;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Recorded calls are looked at; what was not expected of a token is told once. */
class CallInspectionIT {
  private static final Duration BEGINNING = Duration.ofDays(-10);

  private final RecordedWorld world = new RecordedWorld();
  private Vertx node;

  @BeforeEach
  void start() throws Exception {
    node = world.startNode();
    look(world.accepted(1, USUAL, BEGINNING), world.accepted(1, USUAL, DAY.negated()));
  }

  @AfterEach
  void stop() {
    world.stop();
  }

  @Test
  void usualCallsAreNoFindingAndCostNoInspection() throws Exception {
    look(world.accepted(1, USUAL, Duration.ZERO));
    world.stored.execute("alter table activity_inspections add check (false) not valid");
    look(world.accepted(1, "203.0.113.99", Duration.ZERO), world.route("/flows/8", Duration.ZERO));
    look(world.call(1, CheckOutcome.PAUSED, "::1", Duration.ZERO));
    assertThat(world.findings()).isEmpty();
    assertThat(world.stored.rows("select networks, user_agents, routes from token_watches"))
        .containsExactly("1 1 1");
  }

  @Test
  void callFromAnotherNetworkIsOneFinding() throws Exception {
    look(
        world.accepted(1, "198.51.100.1", Duration.ZERO),
        world.accepted(1, "198.51.100.2", Duration.ZERO));
    look(world.accepted(1, "198.51.100.3", Duration.ZERO));
    assertThat(world.findings()).containsExactly("1 new_network 198.51.100.0/24 1");
    assertThat(world.stored.rows("select detail ->> 'address', detail ->> 'path' from findings"))
        .containsExactly("198.51.100.1 /flows/7");
  }

  @Test
  void newTokenIsLearnedOfWithoutAWord() throws Exception {
    look(world.accepted(2, USUAL, Duration.ZERO));
    look(world.accepted(2, "198.51.100.1", Duration.ofHours(23)));
    assertThat(world.findings()).isEmpty();
    look(world.accepted(2, "192.0.2.1", Duration.ofHours(25)));
    assertThat(world.findings()).containsExactly("2 new_network 192.0.2.0/24 1");
  }

  @Test
  void newRouteOfAnOldTokenIsOneFinding() throws Exception {
    look(world.route("/exports/1", Duration.ZERO));
    look(world.route("/exports/2", Duration.ZERO));
    assertThat(world.findings()).containsExactly("1 new_route GET /exports/{id} 1");
  }

  @Test
  void newClientOfAnOldTokenIsOneFinding() throws Exception {
    for (String agent : new String[] {"python-requests/2.31", "python-requests/2.32"}) {
      Check.Caller caller =
          new Check.Caller(IpAddress.parse(USUAL), "GET", "/flows/7", agent, false);
      look(new Calls(1, caller, CheckOutcome.ACCEPTED, world.now, 1));
    }
    assertThat(world.findings()).containsExactly("1 new_user_agent python-requests 1");
  }

  @Test
  void useAfterALongSilenceIsOneFinding() throws Exception {
    look(world.accepted(1, USUAL, Duration.ofDays(40)));
    look(world.accepted(1, USUAL, Duration.ofDays(40)));
    assertThat(world.findings()).containsExactly("1 long_silence  1");
  }

  @Test
  void useByABrowserIsToldOnceADay() throws Exception {
    look(world.browser(Duration.ZERO), world.browser(Duration.ZERO));
    look(world.browser(Duration.ZERO));
    assertThat(world.findings()).containsExactly("1 browser  1");
    look(world.browser(DAY));
    assertThat(world.findings()).containsExactly("1 browser  2");
  }

  @Test
  void useOfADeadTokenIsToldByOutcome() throws Exception {
    look(world.accepted(3, USUAL, DAY.negated()));
    look(dead(CheckOutcome.REVOKED), dead(CheckOutcome.REVOKED));
    look(dead(CheckOutcome.EXPIRED), dead(CheckOutcome.REVOKED));
    assertThat(world.findings())
        .containsExactlyInAnyOrder("3 dead_token revoked 1", "3 dead_token expired 1");
  }

  /** Anybody can make a call with the number of a revoked token: its secret is not compared. */
  @Test
  void callOfAStrangerWithARevokedTokenIsNoFindingAndHidesNone() throws Exception {
    look(world.accepted(3, USUAL, DAY.negated()));
    look(world.call(3, CheckOutcome.REVOKED, "198.51.100.1", Duration.ZERO));
    look(world.call(2, CheckOutcome.REVOKED, "198.51.100.1", Duration.ZERO));
    assertThat(world.findings()).isEmpty();
    look(dead(CheckOutcome.REVOKED));
    assertThat(world.findings()).containsExactly("3 dead_token revoked 1");
  }

  @Test
  void acknowledgedFindingIsFollowedByANewOneAndAMutedKindByNone() throws Exception {
    look(world.browser(Duration.ZERO));
    world.stored.execute("update findings set acknowledged_at = now()");
    look(world.browser(DAY));
    assertThat(world.findings()).containsExactly("1 browser  1", "1 browser  1");
    world.stored.execute("insert into finding_mutes (token_id, kind) values (1, 'browser')");
    look(world.browser(DAY.multipliedBy(2)));
    assertThat(world.findings()).hasSize(2);
  }

  @Test
  void thereAreTwentyOpenFindingsOfAKindAtMost() throws Exception {
    for (int network = 0; network < 30; network++) {
      look(world.accepted(1, "198.51." + network + ".1", Duration.ZERO));
    }
    assertThat(world.findings()).hasSize(20).last().isEqualTo("1 new_network 198.51.19.0/24 11");
  }

  @Test
  void callsThatPostgresHasJudgedAreLookedAtToo() throws Exception {
    RecordCalls request =
        new RecordCalls(
            List.of(
                world.accepted(1, "198.51.100.1", Duration.ZERO), world.browser(Duration.ZERO)));
    await(ActivityAddresses.RECORD.ask(node.eventBus(), request, Duration.ofSeconds(10)));
    world.inspected();
    assertThat(world.findings())
        .containsExactlyInAnyOrder("1 new_network 198.51.100.0/24 1", "1 browser  1");
  }

  @Test
  void webhooksAreToldOnceWhenAFindingOpens() throws Exception {
    world.stored.execute("insert into webhooks (workspace_id, url) values (1, 'https://h.test/')");
    look(world.browser(Duration.ZERO));
    look(world.browser(DAY));
    assertThat(
            world.stored.rows(
                """
                select type, data #>> '{finding,id}', data #>> '{finding,token_id}', data #>> '{finding,kind}',
                  left(data #>> '{finding,message}', 25) from notices
                """))
        .containsExactly("finding.opened 1 1 browser Used by a page in a brows");
  }

  @Test
  void lostCommitIsNeitherFoundNorRemembered() throws Exception {
    assertThat(world.won(node, 100, world.accepted(1, "198.51.100.1", Duration.ZERO))).isFalse();
    assertThat(world.waiting()).isZero();
    assertThat(world.findings()).isEmpty();
    look(world.accepted(1, "198.51.100.1", Duration.ZERO));
    assertThat(world.findings()).containsExactly("1 new_network 198.51.100.0/24 1");
  }

  private Calls dead(CheckOutcome outcome) {
    return world.call(3, outcome, USUAL, Duration.ZERO);
  }

  /** Records calls and waits until they were looked at. */
  private void look(Calls... calls) throws Exception {
    world.record(node, calls);
    world.inspected();
  }
}
