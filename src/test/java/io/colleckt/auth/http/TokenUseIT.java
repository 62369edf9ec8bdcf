package io.colleckt.auth.http;

import static io.colleckt.auth.http.ManagementServer.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import io.colleckt.auth.activity.Calls;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.CheckOutcome;
import io.colleckt.auth.token.IpAddress;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a token's owner sees of its use: before a revocation, and after a rotation. */
class TokenUseIT {
  private static ManagementServer server;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private long id;

  @BeforeAll
  static void start() throws Exception {
    server = new ManagementServer();
  }

  @AfterAll
  static void stop() throws Exception {
    server.stop();
  }

  @BeforeEach
  void createToken() throws Exception {
    id = server.newToken(ADA);
  }

  @Test
  void impactOfAnUnusedTokenIsNone() throws Exception {
    JsonObject impact = impact();
    Instant since = Instant.parse(impact.getString("since"));
    assertThat(since).isEqualTo(since.truncatedTo(ChronoUnit.HOURS));
    assertThat(Duration.between(since, now)).isBetween(hours(24).minusMinutes(1), hours(25));
    impact.remove("since");
    assertThat(impact)
        .isEqualTo(
            new JsonObject()
                .putNull("last_seen_at")
                .put("calls_last_24h", 0)
                .put("addresses", new JsonArray())
                .put("routes", new JsonArray()));
  }

  @Test
  void impactCountsTheAcceptedCallsOfADay() throws Exception {
    server.record(
        List.of(
            call(id, CheckOutcome.ACCEPTED, 1, "GET", hours(5)),
            call(id, CheckOutcome.ACCEPTED, 1, "GET", hours(23)),
            call(id, CheckOutcome.ACCEPTED, 1, "POST", hours(0)),
            call(id, CheckOutcome.ACCEPTED, 2, "GET", hours(5)),
            call(id, CheckOutcome.ACCEPTED, 3, "PUT", hours(26)),
            call(id, CheckOutcome.EXPIRED, 4, "GET", hours(0)),
            call(server.newToken(ADA), CheckOutcome.ACCEPTED, 5, "GET", hours(0))));

    JsonObject impact = impact();

    assertThat(impact.getLong("calls_last_24h")).isEqualTo(4);
    assertThat(impact.getString("last_seen_at")).isEqualTo(now.toString());
    assertThat(impact.getJsonArray("addresses"))
        .containsExactly(from(1, 3, hours(0)), from(2, 1, hours(5)));
    assertThat(impact.getJsonArray("routes"))
        .containsExactly(
            new JsonObject().put("method", "GET").put("path", "/flows").put("calls", 3),
            new JsonObject().put("method", "POST").put("path", "/flows").put("calls", 1));
  }

  @Test
  void impactNamesTheTenLargest() throws Exception {
    List<Calls> calls = new ArrayList<>();
    IntStream.rangeClosed(1, 12)
        .forEach(n -> calls.addAll(times(n, call(id, CheckOutcome.ACCEPTED, n, "GET", hours(0)))));
    server.record(calls);

    JsonArray addresses = impact().getJsonArray("addresses");

    assertThat(addresses).hasSize(10);
    assertThat(addresses.getJsonObject(0).getString("address")).isEqualTo("203.0.113.12");
    assertThat(addresses.getJsonObject(9).getLong("calls")).isEqualTo(3);
  }

  @Test
  void tokenTellsFromWhereItWasUsedLast() throws Exception {
    JsonObject unused = token();
    assertThat(unused.getMap()).containsEntry("last_used_address", null);
    server.record(
        List.of(
            call(id, CheckOutcome.ACCEPTED, 9, "GET", hours(0)),
            call(id, CheckOutcome.ACCEPTED, 8, "GET", hours(1))));

    assertThat(token().getMap())
        .containsEntry("last_used_at", now.toString())
        .containsEntry("last_used_address", "203.0.113.9")
        .containsEntry("last_used_user_agent", "curl/8");
  }

  @Test
  void rotationShowsTheCallsOfBothSideBySide() throws Exception {
    long replacement = rotate(id);
    server.record(
        List.of(
            call(id, CheckOutcome.ACCEPTED, 1, "GET", hours(0)),
            call(id, CheckOutcome.ACCEPTED, 1, "GET", hours(0)),
            call(id, CheckOutcome.EXPIRED, 1, "GET", hours(0)),
            call(replacement, CheckOutcome.ACCEPTED, 1, "GET", hours(0))));

    JsonObject meter = rotation(id);

    assertThat(rotation(replacement)).isEqualTo(meter);
    assertThat(meter.getString("period")).isEqualTo("hour");
    assertThat(meter.getJsonObject("old").getLong("id")).isEqualTo(id);
    assertThat(meter.getJsonObject("new").getLong("id")).isEqualTo(replacement);
    assertThat(calls(meter, "old", "accepted")).isEqualTo(2);
    assertThat(calls(meter, "old", "refused")).isEqualTo(1);
    assertThat(calls(meter, "new", "accepted")).isEqualTo(1);
    assertThat(Instant.parse(meter.getString("old_silent_since")))
        .isAfterOrEqualTo(Instant.parse(meter.getString("rotated_at")));
  }

  @Test
  void rotationIsShownByDayLaterOn() throws Exception {
    long replacement = rotate(id);
    server.execute(
        "update tokens set created_at = now() - interval '40 days' where id = " + replacement);
    server.record(
        List.of(
            call(id, CheckOutcome.ACCEPTED, 1, "GET", Duration.ofDays(20)),
            call(id, CheckOutcome.ACCEPTED, 1, "GET", Duration.ofDays(35)),
            call(replacement, CheckOutcome.ACCEPTED, 1, "GET", Duration.ofDays(1))));

    JsonObject meter = rotation(replacement);

    assertThat(meter.getString("period")).isEqualTo("day");
    assertThat(meter.getJsonObject("old").getJsonArray("calls")).hasSize(31);
    assertThat(calls(meter, "old", "accepted")).isEqualTo(1);
    assertThat(calls(meter, "new", "accepted")).isEqualTo(1);
    assertThat(meter.getString("old_silent_since"))
        .isEqualTo(now.minus(Duration.ofDays(20)).toString());
  }

  @Test
  void revokedOldTokenIsShownBesideItsReplacementOnly() throws Exception {
    long replacement = rotate(id);
    long next = rotate(replacement);
    server.delete(ADA, id);

    assertThat(server.get(ADA, "/v1/tokens/" + id + "/rotation").statusCode()).isEqualTo(404);
    assertThat(rotation(next)).isEqualTo(rotation(replacement));
    server.delete(ADA, replacement);
    assertThat(rotation(next).getJsonObject("old").getString("status")).isEqualTo("revoked");
    assertThat(rotation(next).getJsonObject("old").getLong("id")).isEqualTo(replacement);
  }

  @Test
  void tokenThatWasNeverRotatedHasNoMeter() throws Exception {
    assertThat(server.get(ADA, "/v1/tokens/" + id + "/rotation").statusCode()).isEqualTo(404);
  }

  private long rotate(long old) throws Exception {
    return server
        .post(ADA, "/v1/tokens/" + old + "/rotate", new JsonObject().put("grace_hours", 1))
        .bodyAsJsonObject()
        .getJsonObject("token")
        .getLong("id");
  }

  private JsonObject impact() throws Exception {
    return server.get(ADA, "/v1/tokens/" + id + "/impact").bodyAsJsonObject();
  }

  private JsonObject token() throws Exception {
    return server.get(ADA, "/v1/tokens/" + id).bodyAsJsonObject().getJsonObject("token");
  }

  private static JsonObject rotation(long of) throws Exception {
    return server.get(ADA, "/v1/tokens/" + of + "/rotation").bodyAsJsonObject();
  }

  private static long calls(JsonObject meter, String side, String kind) {
    return meter.getJsonObject(side).getJsonArray("calls").stream()
        .mapToLong(period -> ((JsonObject) period).getLong(kind))
        .sum();
  }

  private JsonObject from(int host, int calls, Duration ago) {
    return new JsonObject()
        .put("address", "203.0.113." + host)
        .put("calls", calls)
        .put("last_seen_at", now.minus(ago).toString());
  }

  private Calls call(long token, CheckOutcome outcome, int host, String method, Duration ago) {
    IpAddress address = IpAddress.parse("203.0.113." + host);
    Check.Caller caller = new Check.Caller(address, method, "/flows", "curl/8", false);
    return new Calls(token, caller, outcome, now.minus(ago).toEpochMilli(), 1);
  }

  private static List<Calls> times(int times, Calls calls) {
    return IntStream.range(0, times).mapToObj(n -> calls).toList();
  }

  private static Duration hours(int hours) {
    return Duration.ofHours(hours);
  }
}
