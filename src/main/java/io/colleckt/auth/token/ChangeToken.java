package io.colleckt.auth.token;

import io.colleckt.auth.account.Actor;
import java.util.List;
import java.util.Optional;

/** Change what a token is called, whether it is paused, and what it may do. */
public record ChangeToken(Actor actor, long id, Changes changes) {

  /** The wishes; what is empty stays as it is. */
  public record Changes(
      Optional<String> name,
      Optional<Boolean> paused,
      Optional<List<String>> abilities,
      Optional<List<Cidr>> allowedIps,
      Optional<NewLimit> rateLimit) {

    /** The grant after these changes. */
    public Grant on(Grant grant) {
      return new Grant(
          abilities.orElse(grant.abilities()),
          allowedIps.orElse(grant.allowedIps()),
          rateLimit.map(NewLimit::limit).orElse(grant.rateLimit()));
    }
  }

  /** The new rate limit; empty = none any more. */
  public record NewLimit(Optional<RateLimit> limit) {}
}
