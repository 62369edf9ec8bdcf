package io.colleckt.auth.persistence;

import io.colleckt.auth.activity.Calls;
import io.colleckt.auth.activity.RecordedCalls;
import io.colleckt.auth.token.Check;
import io.colleckt.auth.token.CheckOutcome;
import io.colleckt.auth.token.Environment;
import io.colleckt.auth.token.IpAddress;
import io.vertx.sqlclient.Row;

/** What a row of the activity log says, however it was found. */
final class ActivityRows {
  private static final int SANDBOX = 1;
  private static final int BROWSER = 2;

  private ActivityRows() {}

  /** The flags of a row, as they are stored. */
  static short flags(Environment environment, boolean browser) {
    return (short) (flag(environment) | (browser ? BROWSER : 0));
  }

  /** The flag that tells the environment: what {@code flags & 1} must be. */
  static short flag(Environment environment) {
    return (short) (environment == Environment.SANDBOX ? SANDBOX : 0);
  }

  /** A row with its texts: method, path, agent, and the address as text. */
  static RecordedCalls recorded(Row row, int workspaceId) {
    int flags = row.getShort("flags");
    Check.Caller caller =
        new Check.Caller(
            IpAddress.parse(row.getString("address")),
            row.getString("method"),
            row.getString("path"),
            row.getString("agent"),
            (flags & BROWSER) != 0);
    Calls calls =
        new Calls(
            row.getLong("token_id"),
            caller,
            CheckOutcome.ofCode(row.getShort("outcome")),
            row.getOffsetDateTime("at").toInstant().toEpochMilli(),
            row.getInteger("calls"));
    Environment environment = (flags & SANDBOX) != 0 ? Environment.SANDBOX : Environment.PRODUCTION;
    return new RecordedCalls(row.getLong("id"), workspaceId, environment, calls);
  }
}
