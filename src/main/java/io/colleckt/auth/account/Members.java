package io.colleckt.auth.account;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The members of one workspace, those who came first at the front.
 *
 * @param invitedUntil when the links of those end who were invited, by id; a link that has ended is
 *     not among them
 */
public record Members(List<Member> all, Map<Long, Instant> invitedUntil) {
  public Members {
    all = List.copyOf(all);
    invitedUntil = Map.copyOf(invitedUntil);
  }
}
