package io.colleckt.auth.http;

import io.colleckt.auth.activity.Calls;
import io.colleckt.auth.activity.RecordedCalls;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.IpAddress;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** Rows of the activity log, as the contract shows them. */
final class ActivityJson {
  /** Stands for calls that came from several addresses. */
  private static final IpAddress SEVERAL = new IpAddress(0, 0);

  private ActivityJson() {}

  static JsonObject of(RecordedCalls row) {
    Calls calls = row.calls();
    Check.Caller caller = calls.caller();
    return new JsonObject()
        .put("id", row.id())
        .put("at", Instant.ofEpochMilli(calls.atMillis()).toString())
        .put("token_id", calls.tokenId())
        .put("environment", row.environment().label())
        .put("outcome", calls.outcome().label())
        .put("calls", calls.count())
        .put("method", caller.method())
        .put("path", caller.path())
        .put("address", caller.address().equals(SEVERAL) ? null : caller.address().shortest())
        .put("user_agent", caller.userAgent())
        .put("browser", caller.browser());
  }
}
