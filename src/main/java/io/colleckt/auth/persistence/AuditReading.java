package io.colleckt.auth.persistence;

import io.colleckt.auth.audit.AuditChain;
import io.colleckt.auth.audit.AuditHead;
import io.colleckt.auth.audit.AuditRow;
import io.colleckt.auth.audit.AuditStretch;
import io.colleckt.auth.audit.Verification;
import io.colleckt.auth.audit.Verification.Flaw;
import io.colleckt.auth.audit.Witness;
import io.colleckt.auth.audit.WitnessedHead;
import io.colleckt.auth.bus.AuditAddresses;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Reads one workspace's whole audit log along its chain, page by page. For one use. */
final class AuditReading {
  static final int PAGE = 500;

  private final AuditTable audit = new AuditTable();
  private final Promise<Verification> found = Promise.promise();
  private final long startedAtNanos = System.nanoTime();
  private final Database database;
  private final int workspaceId;
  private final Witness witness;
  private final Optional<AuditHead> seen;
  private final AuditChain chain;

  /**
   * @param witness what was known outside of the database before the reading began
   */
  AuditReading(Database database, int workspaceId, Witness witness) {
    this.witness = witness;
    this.seen = witness.held().map(WitnessedHead::head);
    this.database = database;
    this.workspaceId = workspaceId;
    this.chain = new AuditChain(workspaceId);
  }

  /** Completes at the first flaw or at the end; fails when nobody waits for it any longer. */
  Future<Verification> verify() {
    read(Long.MIN_VALUE);
    return found.future();
  }

  private void read(long from) {
    audit
        .stretch(database, workspaceId, from, PAGE)
        .onSuccess(this::follow)
        .onFailure(found::tryFail);
  }

  private void follow(AuditStretch stretch) {
    Optional<Flaw> flaw =
        stretch.rows().stream()
            .map(row -> follow(row, stretch.head()))
            .flatMap(Optional::stream)
            .findFirst();
    boolean last = stretch.rows().size() < PAGE;
    if (flaw.isPresent() || last) {
      found.complete(new Verification(chain.end(), flaw.or(() -> finish(stretch.head())), witness));
    } else if (System.nanoTime() - startedAtNanos > AuditAddresses.VERIFY.timeout().toNanos()) {
      found.fail(new TimeoutException("The audit log is too long to be read at once."));
    } else {
      read(chain.end().seq() + 1);
    }
  }

  private Optional<Flaw> follow(AuditRow row, AuditHead head) {
    return chain
        .follow(row, head)
        .or(() -> seen.filter(this::contradicts).map(AuditReading::another));
  }

  private boolean contradicts(AuditHead kept) {
    return kept.seq() == chain.end().seq() && !kept.equals(chain.end());
  }

  private static Flaw another(AuditHead kept) {
    return new Flaw(kept.seq(), "This row is not the one that the witness has seen.");
  }

  private Optional<Flaw> finish(AuditHead head) {
    return chain
        .finish(head)
        .or(() -> seen.filter(kept -> kept.seq() > chain.end().seq()).map(kept -> missing()));
  }

  private Flaw missing() {
    return new Flaw(
        chain.end().seq() + 1,
        "The rows from here on are missing: the witness has seen a later one.");
  }
}
