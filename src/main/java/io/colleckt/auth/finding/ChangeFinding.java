package io.colleckt.auth.finding;

import io.colleckt.auth.account.Actor;
import java.util.Optional;

/**
 * Acknowledge a finding or open it again; mute its kind for its token, or no longer.
 *
 * @param acknowledged empty = as it is
 * @param muted empty = as it is
 */
public record ChangeFinding(
    Actor actor, long id, Optional<Boolean> acknowledged, Optional<Boolean> muted) {

  /** Whether that finding is acknowledged after the change. */
  public boolean acknowledges(Finding before) {
    return acknowledged.orElse(before.isAcknowledged());
  }

  /** Whether its kind is muted after the change. */
  public boolean mutes(Finding before) {
    return muted.orElse(before.muted());
  }

  /** Whether nothing changes. */
  public boolean leaves(Finding before) {
    return acknowledges(before) == before.isAcknowledged() && mutes(before) == before.muted();
  }
}
