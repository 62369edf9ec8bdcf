package io.colleckt.auth.fire;

import io.colleckt.auth.testing.Database;
import io.colleckt.auth.testing.TestToken;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The tokens of a run, by what their clients hope for. */
final class Tokens {
  /** So many of those that ended last are still tried. */
  private static final int MOST_ENDED = 200;

  private final Map<Long, FireToken> all = new ConcurrentHashMap<>();
  private final Map<Long, Long> expiries = new ConcurrentHashMap<>();
  private final List<FireToken> live = new CopyOnWriteArrayList<>();
  private final List<FireToken> ended = new CopyOnWriteArrayList<>();
  private final List<FireToken> expiring = new CopyOnWriteArrayList<>();

  /** A token was created. */
  void created(FireToken token) {
    all.put(token.id(), token);
    live.add(token);
  }

  /** A token's end was asked for. */
  void ended(FireToken token) {
    live.remove(token);
    ended.add(token);
    if (ended.size() > MOST_ENDED) {
      ended.remove(0);
    }
  }

  /** Puts tokens into the database that expire one after the other, within so many seconds. */
  void addExpiring(Database database, int count, int withinSeconds) {
    String workspace = database.rows("select min(id) from workspaces").get(0);
    for (int i = 0; i < count; i++) {
      double seconds = withinSeconds * (i + 1.0) / count;
      TestToken token =
          TestToken.insert(database, "expires_at = now() + interval '" + seconds + " seconds'");
      String millis =
          "select (extract(epoch from expires_at) * 1000)::bigint from tokens where id = ";
      expiries.put(token.id(), Long.valueOf(database.rows(millis + token.id()).get(0)));
      FireToken one = new FireToken(token.id(), Integer.parseInt(workspace), token.plainText());
      all.put(one.id(), one);
      expiring.add(one);
    }
  }

  /** Any that should be live; null while there is none. */
  FireToken anyLive(SplittableRandom random) {
    return any(live, random);
  }

  /** Any that ended lately, else one that is live. */
  FireToken anyEnded(SplittableRandom random) {
    FireToken token = any(ended, random);
    return token == null ? anyLive(random) : token;
  }

  /** Any that expires in the course of the run, else one that is live. */
  FireToken anyExpiring(SplittableRandom random) {
    FireToken token = any(expiring, random);
    return token == null ? anyLive(random) : token;
  }

  Map<Long, FireToken> all() {
    return all;
  }

  /** Milliseconds since the epoch, of those that expire in the course of the run. */
  Map<Long, Long> expiries() {
    return expiries;
  }

  private static FireToken any(List<FireToken> list, SplittableRandom random) {
    Object[] tokens = list.toArray();
    return tokens.length == 0 ? null : (FireToken) tokens[random.nextInt(tokens.length)];
  }
}
