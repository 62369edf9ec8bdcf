package io.colleckt.auth.token;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a token may do, from where, how often.
 *
 * @param abilities names, matched exactly; {@code *} covers all but those that begin with {@code
 *     tokens:}
 * @param allowedIps blocks that a caller's address must lie in; empty = any address
 * @param rateLimit absent = unlimited
 */
public record Grant(List<String> abilities, List<Cidr> allowedIps, Optional<RateLimit> rateLimit) {
  public static final String EVERY_ABILITY = "*";
  public static final String RESERVED_PREFIX = "tokens:";

  /** 1 to 64 visible ASCII characters without comma and blank. */
  public static final Pattern ABILITY = Pattern.compile("[!-+\\--~]{1,64}");

  /** Full access from anywhere: the default. */
  public static final Grant FULL = new Grant(List.of(EVERY_ABILITY), List.of(), Optional.empty());

  public Grant {
    abilities = List.copyOf(abilities);
    allowedIps = List.copyOf(allowedIps);
  }

  /** Whether the ability is held. The empty string asks for nothing and is always held. */
  public boolean holds(String ability) {
    return ability.isEmpty()
        || abilities.contains(ability)
        || (!ability.startsWith(RESERVED_PREFIX) && abilities.contains(EVERY_ABILITY));
  }

  /** Whether a caller at that address may use the token. */
  public boolean admits(IpAddress address) {
    return allowedIps.isEmpty() || allowedIps.stream().anyMatch(block -> block.contains(address));
  }
}
