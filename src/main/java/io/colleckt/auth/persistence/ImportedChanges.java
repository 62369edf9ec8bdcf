package io.colleckt.auth.persistence;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.foreign.Drift;
import io.colleckt.auth.foreign.ForeignToken;
import io.colleckt.auth.foreign.KnownImport;
import io.colleckt.auth.foreign.Origin;
import io.colleckt.auth.foreign.RowOutcome;
import io.colleckt.auth.foreign.RowReport;
import io.colleckt.auth.token.Grant;
import io.colleckt.auth.token.MarkKind;
import io.colleckt.auth.token.Token;
import io.colleckt.auth.token.TokenState;
import io.colleckt.auth.token.TokenStatus;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets tokens that were taken over change as they change at their source: the row, its audit row
 * and its floor in the outbox are one transaction, as with any other change.
 */
final class ImportedChanges {
  private final Database database;
  private final Placement placement;
  private final Origin origin;
  private final ImportedTokensTable imported = new ImportedTokensTable();
  private final TokensTable tokens = new TokensTable();
  private final OutboxTable outbox = new OutboxTable();
  private final AuditTable audit = new AuditTable();

  ImportedChanges(Database database, Placement placement, Origin origin) {
    this.database = database;
    this.placement = placement;
    this.origin = origin;
  }

  /**
   * What would become of a token.
   *
   * @param known what is here under its id; null = nothing
   */
  RowReport preview(KnownImport known, ForeignToken token) {
    if (known == null) {
      return new RowReport(token.id(), RowOutcome.IMPORTED, token.remark());
    }
    Optional<RowReport> refusal = refusal(known, token);
    return refusal.orElseGet(() -> report(token, new Drift(known, token).changesToken()));
  }

  /**
   * Changes those of the tokens that are known, one after the other.
   *
   * @return completes with a line for each of these
   */
  Future<List<RowReport>> follow(Map<Long, KnownImport> known, List<ForeignToken> all) {
    List<RowReport> reports = new ArrayList<>();
    List<ForeignToken> used = new ArrayList<>();
    Future<Void> done = Future.succeededFuture();
    for (ForeignToken token : all) {
      KnownImport here = known.get(token.id());
      if (here == null) {
        continue;
      }
      Optional<RowReport> refusal = refusal(here, token);
      if (refusal.isPresent()) {
        reports.add(refusal.get());
        continue;
      }
      if (isLater(token.dates().lastUsedAt(), here.lastUsedAt())) {
        used.add(token);
      }
      if (new Drift(here, token).isNews()) {
        done = done.compose(before -> change(token)).onSuccess(reports::add).mapEmpty();
      } else {
        reports.add(report(token, false));
      }
    }
    return done.compose(changed -> use(used)).map(reports);
  }

  /** Pauses one that cannot be here as it is at its source; see {@link TokenImport#pause}. */
  Future<RowReport> pause(KnownImport token, String reason) {
    Actor actor = TokenImport.actor(origin, token.workspaceId());
    return database
        .transaction(connection -> pause(connection, actor, token.id()))
        .compose(done -> placement.enforce(token.id()))
        .map(
            inForce ->
                inForce
                    ? new RowReport(token.id(), RowOutcome.PAUSED, reason)
                    : new RowReport(
                        token.id(),
                        RowOutcome.PENDING,
                        "its pause is stored, and not in force yet: " + reason));
  }

  /** One that is paused or revoked stays as it is. */
  private Future<Void> pause(SqlConnection connection, Actor actor, long id) {
    return tokens
        .hold(connection, actor.workspaceId(), id)
        .map(Optional::orElseThrow)
        .compose(
            before ->
                before.state() == TokenState.ACTIVE
                    ? pause(connection, actor, before)
                    : Future.succeededFuture());
  }

  private Future<Void> pause(SqlConnection connection, Actor actor, StoredToken before) {
    Token token = before.token();
    return tokens
        .update(connection, token.id(), token.name(), TokenState.PAUSED, token.grant())
        .compose(done -> outbox.demand(connection, token.id(), MarkKind.FLOOR))
        .compose(done -> tokens.hold(connection, actor.workspaceId(), token.id()))
        .map(after -> TokenAudit.paused(actor, before, after.orElseThrow(), origin.source()))
        .compose(entry -> audit.insert(connection, entry));
  }

  private Future<Void> use(List<ForeignToken> used) {
    return used.isEmpty() ? Future.succeededFuture() : imported.use(database, used);
  }

  private Future<RowReport> change(ForeignToken token) {
    return database
        .transaction(connection -> change(connection, token))
        .compose(
            changed ->
                changed
                    ? placement.enforce(token.id()).map(inForce -> changed(token, inForce))
                    : Future.succeededFuture(report(token, false)));
  }

  /** Completes with whether a check can see the difference. */
  private Future<Boolean> change(SqlConnection connection, ForeignToken token) {
    return imported
        .hold(connection, origin.source(), token.id())
        .compose(known -> change(connection, known, token));
  }

  private Future<Boolean> change(SqlConnection connection, KnownImport known, ForeignToken token) {
    if (known.revoked()) {
      return Future.succeededFuture(false);
    }
    Drift drift = new Drift(known, token);
    Future<Void> noted = imported.note(connection, drift);
    return drift.changesToken()
        ? noted.compose(done -> change(connection, drift)).map(true)
        : noted.map(false);
  }

  private Future<Void> change(SqlConnection connection, Drift drift) {
    long id = drift.token().id();
    int workspaceId = drift.known().workspaceId();
    return tokens
        .hold(connection, workspaceId, id)
        .map(Optional::orElseThrow)
        .compose(
            before ->
                imported
                    .update(connection, id, drift.token().hash(), drift.settled())
                    .compose(done -> outbox.demand(connection, id, MarkKind.FLOOR))
                    .compose(done -> tokens.hold(connection, workspaceId, id))
                    .compose(after -> record(connection, drift, before, after.orElseThrow())));
  }

  private Future<Void> record(
      SqlConnection connection, Drift drift, StoredToken before, StoredToken after) {
    Actor actor = TokenImport.actor(origin, drift.known().workspaceId());
    boolean newSecret = !drift.known().hash().matches(drift.token().hash());
    return audit.insert(
        connection, TokenAudit.followed(actor, before, after, newSecret, origin.source()));
  }

  private static Optional<RowReport> refusal(KnownImport known, ForeignToken token) {
    if (known.seen().isEmpty()) {
      return Optional.of(collision(token));
    }
    if (known.revoked()) {
      return Optional.of(
          new RowReport(token.id(), RowOutcome.UNCHANGED, "it is revoked here, and stays so"));
    }
    return known.workspaceId() == token.workspaceId()
        ? Optional.empty()
        : Optional.of(elsewhere(known, token));
  }

  static RowReport collision(ForeignToken token) {
    return new RowReport(
        token.id(), RowOutcome.COLLISION, "another token has this id here; neither was touched");
  }

  private static RowReport elsewhere(KnownImport known, ForeignToken token) {
    return new RowReport(
        token.id(),
        RowOutcome.SKIPPED,
        "it is in workspace %d here, and its owner's is %d"
            .formatted(known.workspaceId(), token.workspaceId()));
  }

  private static RowReport report(ForeignToken token, boolean changes) {
    return new RowReport(
        token.id(), changes ? RowOutcome.CHANGED : RowOutcome.UNCHANGED, token.remark());
  }

  private static RowReport changed(ForeignToken token, boolean inForce) {
    return inForce
        ? report(token, true)
        : new RowReport(
            token.id(), RowOutcome.PENDING, "its change is stored, and not in force yet");
  }

  private static boolean isLater(Optional<Instant> there, Optional<Instant> here) {
    return there.isPresent() && (here.isEmpty() || here.get().isBefore(there.get()));
  }

  /** The token as it was made here. */
  static StoredToken stored(ForeignToken token) {
    Token made =
        new Token(
            token.id(),
            token.name(),
            token.environment(),
            TokenStatus.ACTIVE,
            new Grant(token.abilities(), List.of(), Optional.empty()),
            new Token.Dates(
                token.dates().createdAt().orElse(Instant.EPOCH),
                token.dates().expiresAt(),
                token.dates().lastUsedAt()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new StoredToken(made, TokenState.ACTIVE, 1);
  }
}
