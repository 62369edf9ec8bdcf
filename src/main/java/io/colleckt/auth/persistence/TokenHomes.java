package io.colleckt.auth.persistence;

import io.colleckt.auth.token.Environment;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where tokens belong. That never changes, so that it is remembered for the tokens used lately.
 * Used on one event loop.
 */
final class TokenHomes {
  private static final int MOST_REMEMBERED = 50_000;

  private final Database database;
  private final Recent<Long, Home> remembered;

  /** The workspace of a token, and its environment. */
  record Home(int workspaceId, Environment environment) {}

  TokenHomes(Database database) {
    this(database, new Recent<>(MOST_REMEMBERED));
  }

  private TokenHomes(Database database, Recent<Long, Home> remembered) {
    this.database = database;
    this.remembered = remembered;
  }

  /** The same memory, with other connections for what is not remembered. */
  TokenHomes by(Database other) {
    return new TokenHomes(other, remembered);
  }

  /**
   * Completes with whether a token, perhaps a revoked one, belongs to a workspace. Where none is
   * named, nothing is foreign.
   */
  Future<Boolean> has(int workspaceId, Optional<Long> tokenId) {
    return tokenId.isEmpty()
        ? Future.succeededFuture(true)
        : of(List.of(tokenId.get())).map(homes -> isHome(workspaceId, homes.get(tokenId.get())));
  }

  private static boolean isHome(int workspaceId, Home home) {
    return home != null && home.workspaceId == workspaceId;
  }

  /** Completes with the homes of these tokens; ids without a token are left out. */
  Future<Map<Long, Home>> of(Collection<Long> ids) {
    Map<Long, Home> homes = new HashMap<>();
    for (Long id : ids) {
      Home home = remembered.get(id);
      if (home != null) {
        homes.put(id, home);
      }
    }
    Long[] unknown = ids.stream().filter(id -> !homes.containsKey(id)).toArray(Long[]::new);
    return unknown.length == 0
        ? Future.succeededFuture(homes)
        : find(unknown).onSuccess(remembered::putAll).onSuccess(homes::putAll).map(homes);
  }

  /** Where these tokens belong; by primary key. */
  private Future<Map<Long, Home>> find(Long[] ids) {
    return database
        .query(
            "select id, workspace_id, environment from tokens where id = any($1)",
            Tuple.of((Object) ids))
        .map(
            rows -> {
              Map<Long, Home> found = new HashMap<>();
              rows.forEach(row -> found.put(row.getLong("id"), home(row)));
              return found;
            });
  }

  private static Home home(Row row) {
    return new Home(
        row.getInteger("workspace_id"), Environment.of(row.getString("environment")).orElseThrow());
  }
}
