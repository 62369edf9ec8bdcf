package io.colleckt.auth.http;

import io.colleckt.auth.token.RotationMeter;
import io.colleckt.auth.token.TokenStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** The rotation meter, as the contract shows it. */
final class RotationJson {
  private static final String REVOKED = "revoked";

  private RotationJson() {}

  static JsonObject of(RotationMeter meter) {
    return new JsonObject()
        .put("rotated_at", meter.rotatedAt().toString())
        .put("period", meter.byDay() ? "day" : "hour")
        .put("old", of(meter.old()))
        .put("new", of(meter.replacement()))
        .put("old_silent_since", meter.oldSilentSince().toString());
  }

  private static JsonObject of(RotationMeter.Side side) {
    RotationMeter.Use token = side.token();
    return new JsonObject()
        .put("id", token.id())
        .put("name", token.name())
        .put("status", token.status().map(TokenStatus::label).orElse(REVOKED))
        .put("expires_at", token.expiresAt().map(Instant::toString).orElse(null))
        .put("last_used_at", token.lastUsedAt().map(Instant::toString).orElse(null))
        .put("calls", new JsonArray(side.periods().stream().map(RotationJson::of).toList()));
  }

  private static JsonObject of(RotationMeter.Period period) {
    return new JsonObject()
        .put("since", period.since().toString())
        .put("accepted", period.accepted())
        .put("refused", period.refused());
  }
}
