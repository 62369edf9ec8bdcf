package io.colleckt.auth.persistence;

import io.colleckt.auth.audit.AuditPage;
import io.colleckt.auth.audit.AuditRow;
import io.colleckt.auth.audit.AuditStretch;
import io.colleckt.auth.audit.ReadAudit;
import io.colleckt.auth.audit.ReadAuditStretch;
import io.colleckt.auth.audit.ReadWitnesses;
import io.colleckt.auth.audit.Verification;
import io.colleckt.auth.audit.VerifyAudit;
import io.colleckt.auth.audit.Witness;
import io.colleckt.auth.bus.Answer;
import io.colleckt.auth.bus.AuditAddresses;
import io.colleckt.auth.bus.Outcome;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Answers what is asked about the audit log. Used from one context. */
final class AuditAnswers {
  private static final long RETRY_AFTER_SECONDS = 5;
  private static final int MOST_VERIFYING = 4;

  private final AuditTable audit = new AuditTable();
  private final Database database;
  private final EventBus bus;

  /** The workspaces whose logs are being verified. */
  private final Set<Integer> verifying = new HashSet<>();

  AuditAnswers(Database database, EventBus bus) {
    this.database = database;
    this.bus = bus;
  }

  /** Answers on the context of the caller from now on. */
  void register() {
    AuditAddresses.PAGE.answer(bus, this::page);
    AuditAddresses.STRETCH.answer(bus, this::stretch);
    Answer.give(bus, AuditAddresses.VERIFY, this::verify);
  }

  /** One row more than asked for tells whether there are more. */
  private Future<AuditPage> page(ReadAudit request) {
    int limit = request.limit();
    return AuditPages.read(database, request, limit + 1)
        .map(rows -> new AuditPage(first(rows, limit), rows.size() > limit));
  }

  private static List<AuditRow> first(List<AuditRow> rows, int limit) {
    return rows.subList(0, Math.min(limit, rows.size()));
  }

  private Future<AuditStretch> stretch(ReadAuditStretch request) {
    int workspaceId = request.actor().workspaceId();
    return audit.stretch(database, workspaceId, request.from(), request.limit());
  }

  /**
   * One at a time in a workspace, and few in all: it reads a whole log. The witness is heard first,
   * since it only moves on.
   */
  private Future<Outcome<Verification>> verify(VerifyAudit request) {
    int workspaceId = request.actor().workspaceId();
    if (verifying.size() >= MOST_VERIFYING || !verifying.add(workspaceId)) {
      return Future.succeededFuture(new Outcome.Throttled<>(RETRY_AFTER_SECONDS));
    }
    return witness(workspaceId)
        .compose(witness -> new AuditReading(database, workspaceId, witness).verify())
        .onComplete(done -> verifying.remove(workspaceId))
        .map(Outcome.Done::new);
  }

  private Future<Witness> witness(int workspaceId) {
    return AuditAddresses.WITNESSES
        .ask(bus, new ReadWitnesses(List.of(workspaceId)))
        .map(kept -> new Witness(true, Optional.ofNullable(kept.held().get(workspaceId))))
        .otherwise(Witness.UNREACHABLE);
  }
}
