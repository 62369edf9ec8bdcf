package io.colleckt.auth.persistence;

import io.colleckt.auth.bus.Outcome;
import io.colleckt.auth.token.ReadRotation;
import io.colleckt.auth.token.RotationMeter;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How clients move on from a rotated token to its replacement. */
final class RotationReading {
  private static final Duration BY_HOUR = Duration.ofDays(3);

  private final Database database;
  private final TokenAccess access;
  private final Rotations rotations = new Rotations();

  RotationReading(Database database) {
    this.database = database;
    this.access = new TokenAccess(database);
  }

  /**
   * Completes with the calls of both; not found when the token is not to be seen or was never
   * rotated. The other one is shown even if it has been revoked, since its calls stay on record.
   */
  Future<Outcome<RotationMeter>> read(ReadRotation request) {
    return access
        .toRead(request.actor(), request.id())
        .compose(outcome -> access.recorded(outcome, request.actor(), request.id()))
        .compose(outcome -> outcome.then(stored -> pair(request)));
  }

  private Future<Outcome<RotationMeter>> pair(ReadRotation request) {
    int workspaceId = request.actor().workspaceId();
    return rotations
        .pair(database, workspaceId, request.id())
        .compose(
            pair ->
                pair.isEmpty()
                    ? Future.succeededFuture(new Outcome.NotFound<>())
                    : meter(workspaceId, pair.get(0), pair.get(1)));
  }

  /** The replacement was made by the rotation. */
  private Future<Outcome<RotationMeter>> meter(
      int workspaceId, RotationMeter.Use old, RotationMeter.Use replacement) {
    Instant rotatedAt = replacement.createdAt();
    boolean byDay = rotatedAt.isBefore(Instant.now().minus(BY_HOUR));
    Future<List<RotationMeter.Period>> olds =
        rotations.periods(database, workspaceId, old.id(), rotatedAt, byDay);
    return rotations
        .periods(database, workspaceId, replacement.id(), rotatedAt, byDay)
        .compose(
            periods ->
                olds.map(
                    before ->
                        meter(
                            byDay,
                            new RotationMeter.Side(old, before),
                            new RotationMeter.Side(replacement, periods))));
  }

  private static Outcome<RotationMeter> meter(
      boolean byDay, RotationMeter.Side old, RotationMeter.Side replacement) {
    Instant rotatedAt = replacement.token().createdAt();
    Instant silentSince =
        old.token().lastUsedAt().filter(used -> used.isAfter(rotatedAt)).orElse(rotatedAt);
    return new Outcome.Done<>(new RotationMeter(rotatedAt, byDay, old, replacement, silentSince));
  }
}
