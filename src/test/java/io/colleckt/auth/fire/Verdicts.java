package io.colleckt.auth.fire;

import io.colleckt.auth.fire.Told.Asked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares every answer with what was certain at that moment: C1 nothing is accepted that began
 * after its token's end was answered (promise P1); C2 nothing live is answered 401 (P2); C3 expiry
 * holds on both sides (P3); C6 an answer names the token and the workspace that were asked for.
 */
final class Verdicts {
  /** An answer so shortly before or after an expiry is not judged, milliseconds. */
  private static final long EXPIRY_MARGIN_MILLIS = 50;

  private final Map<Long, TokenLife> lives = new HashMap<>();
  private final Map<Long, Long> expiries;
  private final Map<Long, FireToken> tokens;
  private final WallClock clock;

  /**
   * @param tokens all that were ever checked, by id
   * @param expiries when those end that were made to end soon, milliseconds since the epoch, by id
   */
  Verdicts(
      History history, Map<Long, FireToken> tokens, Map<Long, Long> expiries, WallClock clock) {
    this.tokens = tokens;
    this.expiries = expiries;
    this.clock = clock;
    Map<Long, List<Told>> changes = history.changes();
    for (Told told : history.all()) {
      if (told.status() == 201) {
        long id = told.answer().getJsonObject("token").getLong("id");
        lives.put(id, new TokenLife(told.endNanos(), changes.getOrDefault(id, List.of())));
      }
    }
  }

  /** One line for each answer that breaks a promise. */
  List<String> violations(List<Told> checks) {
    List<String> violations = new ArrayList<>();
    for (Told check : checks) {
      String broken = broken(check);
      if (broken != null) {
        violations.add(broken + ": " + check);
      }
    }
    return violations;
  }

  private String broken(Told check) {
    return switch (check.status()) {
      case 200 -> accepted(check);
      case 401 -> refused(check);
      case 403 -> check.is(Asked.CHECK_ABILITY) ? null : "C2 nothing was asked that it lacks";
      case 503, 0 -> null;
      default -> "an answer that nobody expects";
    };
  }

  private String accepted(Told check) {
    TokenLife life = lives.get(check.tokenId());
    Long expiry = expiries.get(check.tokenId());
    if (check.is(Asked.CHECK_WRONG_SECRET)) {
      return "C1 a wrong secret was accepted";
    } else if (life != null && life.isDeadFor(check)) {
      return "C1 accepted after its end";
    } else if (life != null && check.is(Asked.CHECK_ABILITY) && life.isNarrowFor(check)) {
      return "C1 accepted with what had been taken from it";
    } else if (expiry != null && clock.millis(check.startNanos()) > expiry + EXPIRY_MARGIN_MILLIS) {
      return "C3 accepted after its expiry";
    }
    return namesIt(check) ? null : "C6 another token or workspace";
  }

  private String refused(Told check) {
    if (check.is(Asked.CHECK_WRONG_SECRET)) {
      return null;
    }
    Long expiry = expiries.get(check.tokenId());
    if (expiry != null) {
      boolean early = clock.millis(check.endNanos()) < expiry - EXPIRY_MARGIN_MILLIS;
      return early ? "C3 refused before its expiry" : null;
    }
    return lives.get(check.tokenId()).isLiveFor(check) ? "C2 refused though live" : null;
  }

  private boolean namesIt(Told check) {
    FireToken token = tokens.get(check.tokenId());
    return String.valueOf(token.id()).equals(check.answer().getString("token"))
        && String.valueOf(token.workspaceId()).equals(check.answer().getString("workspace"));
  }
}
