package io.colleckt.auth.persistence;

import io.colleckt.auth.activity.Calls;
import io.colleckt.auth.activity.RecordedCalls;
import io.colleckt.auth.token.CheckOutcome;

/**
 * A row of the activity log that is to be stored.
 *
 * @param routeId 0 = the route stands in the row
 * @param userAgentId 0 = the user agent stands in the row
 */
record ActivityEntry(Calls calls, TokenHomes.Home home, int routeId, int userAgentId) {
  boolean accepted() {
    return calls.outcome() == CheckOutcome.ACCEPTED;
  }

  /** The same, judged by whether its token is live at the moment. */
  ActivityEntry judgedAgain(boolean live) {
    return live || !accepted()
        ? this
        : new ActivityEntry(calls.as(CheckOutcome.REVOKED), home, routeId, userAgentId);
  }

  /** As it is counted; empty when it has no number, so that what is counted stays bounded. */
  String countedRoute() {
    return routeId == 0 ? "" : route();
  }

  String route() {
    return calls.caller().method() + " " + calls.caller().path();
  }

  String routeInRow() {
    return routeId == 0 ? route() : "";
  }

  String userAgentInRow() {
    return userAgentId == 0 ? calls.caller().userAgent() : "";
  }

  short flags() {
    return ActivityRows.flags(home.environment(), calls.caller().browser());
  }

  RecordedCalls recorded(long id) {
    return new RecordedCalls(id, home.workspaceId(), home.environment(), calls);
  }
}
