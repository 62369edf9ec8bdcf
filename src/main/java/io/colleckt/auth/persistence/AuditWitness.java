package io.colleckt.auth.persistence;

import io.colleckt.auth.audit.AuditHead;
import io.colleckt.auth.audit.MoveWitnesses;
import io.colleckt.auth.audit.MoveWitnesses.Move;
import io.colleckt.auth.audit.ReadWitnesses;
import io.colleckt.auth.audit.WitnessedHead;
import io.colleckt.auth.audit.Witnesses;
import io.colleckt.auth.bus.AuditAddresses;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the heads of audit logs kept where the owner of the database has no say: every second those
 * that have moved, every hour all. What is kept moves on only while the row that it names is still
 * there as it was; if not, it stays, and the log of the service says so. Any number of nodes may do
 * this. Used on one context.
 */
final class AuditWitness {
  private static final Logger LOG = LoggerFactory.getLogger(AuditWitness.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration ALL_EVERY = Duration.ofHours(1);
  private static final int PAGE = 500;
  private static final OffsetDateTime EVER = Instant.EPOCH.atOffset(ZoneOffset.UTC);

  private final AuditHeadsTable heads = new AuditHeadsTable();
  private final HeadLog log = new HeadLog();
  private final Database database;
  private final EventBus bus;
  private OffsetDateTime since = EVER;
  private long allAtNanos = System.nanoTime();
  private boolean busy;
  private boolean failing;

  AuditWitness(Database database, EventBus bus) {
    this.database = database;
    this.bus = bus;
  }

  /** Works from now on, on the context of the caller. */
  void start(Rounds rounds) {
    rounds.every(Duration.ZERO, PERIOD, this::work);
  }

  private void work() {
    if (busy) {
      return;
    }
    busy = true;
    if (System.nanoTime() - allAtNanos > ALL_EVERY.toNanos()) {
      allAtNanos = System.nanoTime();
      since = EVER;
    }
    heads
        .since(database, since, PAGE)
        .compose(this::advance)
        .onSuccess(done -> failing = false)
        .onFailure(this::complain)
        .onComplete(done -> busy = false);
  }

  private Future<Void> advance(List<AuditHeadsTable.Moved> moved) {
    if (moved.isEmpty()) {
      return Future.succeededFuture();
    }
    AuditHeadsTable.Moved last = moved.get(moved.size() - 1);
    boolean more = moved.size() == PAGE && last.at().isAfter(since);
    moved.stream().filter(AuditHeadsTable.Moved::recent).forEach(log::tell);
    return witness(moved).onSuccess(done -> since = more ? last.at() : last.settled()).mapEmpty();
  }

  private Future<Void> witness(List<AuditHeadsTable.Moved> moved) {
    List<Integer> ids = moved.stream().map(AuditHeadsTable.Moved::workspaceId).toList();
    return AuditAddresses.WITNESSES
        .ask(bus, new ReadWitnesses(ids))
        .compose(kept -> follow(moved.stream().filter(isOther(kept)).toList(), kept));
  }

  private static Predicate<AuditHeadsTable.Moved> isOther(Witnesses kept) {
    return moved ->
        Optional.ofNullable(kept.held().get(moved.workspaceId()))
            .map(held -> !held.head().equals(moved.head()))
            .orElse(true);
  }

  /** The heads are read anew: what is kept may have moved beyond those that were read before. */
  private Future<Void> follow(List<AuditHeadsTable.Moved> others, Witnesses kept) {
    if (others.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Integer> ids = others.stream().map(AuditHeadsTable.Moved::workspaceId).toList();
    List<Long> seqs = ids.stream().map(id -> seqOf(kept.held().get(id))).toList();
    return heads.links(database, ids, seqs).compose(links -> move(links, kept));
  }

  private static long seqOf(WitnessedHead kept) {
    return kept == null ? 0 : kept.head().seq();
  }

  private Future<Void> move(List<AuditHeadsTable.Link> links, Witnesses kept) {
    List<Move> moves =
        links.stream()
            .map(link -> move(link, Optional.ofNullable(kept.held().get(link.workspaceId()))))
            .flatMap(Optional::stream)
            .toList();
    return moves.isEmpty()
        ? Future.succeededFuture()
        : AuditAddresses.MOVE_WITNESSES.ask(bus, new MoveWitnesses(moves)).mapEmpty();
  }

  private Optional<Move> move(AuditHeadsTable.Link link, Optional<WitnessedHead> kept) {
    Optional<AuditHead> from = kept.map(WitnessedHead::head);
    if (from.isPresent() && !holds(link, from.get())) {
      log.alarm(link.workspaceId(), from.get());
      return Optional.empty();
    }
    return from.equals(Optional.of(link.head()))
        ? Optional.empty()
        : Optional.of(new Move(link.workspaceId(), from, link.head()));
  }

  private static boolean holds(AuditHeadsTable.Link link, AuditHead kept) {
    return kept.seq() <= link.head().seq() && link.hash().equals(Optional.of(kept.hash()));
  }

  /** Once for each outage. */
  private void complain(Throwable cause) {
    if (!failing) {
      database.warn(LOG, "The heads of audit logs are not witnessed for now", cause);
    }
    failing = true;
  }
}
