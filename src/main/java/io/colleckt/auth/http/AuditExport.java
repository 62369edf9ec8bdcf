package io.colleckt.auth.http;

import io.colleckt.auth.account.Actor;
import io.colleckt.auth.audit.AuditHead;
import io.colleckt.auth.audit.AuditRow;
import io.colleckt.auth.audit.AuditStretch;
import io.colleckt.auth.audit.ExportFormat;
import io.colleckt.auth.audit.ReadAuditStretch;
import io.colleckt.auth.bus.AuditAddresses;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import java.util.List;

/**
 * The whole audit log as lines, up to the head that it had at first: a page is read when the one
 * before it has been taken, if the reader may read on. For one use, on one event loop.
 */
final class AuditExport implements Streamed {
  static final int PAGE = 200;

  private final Promise<Void> written = Promise.promise();
  private final EventBus bus;
  private final Actor actor;
  private final ExportReader reader;
  private final AuditStretch first;
  private Outflow outflow;

  private AuditExport(EventBus bus, Actor actor, ExportReader reader, AuditStretch first) {
    this.bus = bus;
    this.actor = actor;
    this.reader = reader;
    this.first = first;
  }

  /** Completes once the head and the first page are there. */
  static Future<AuditExport> begin(EventBus bus, Actor actor, ExportReader reader) {
    return read(bus, actor, Long.MIN_VALUE)
        .map(first -> new AuditExport(bus, actor, reader, first));
  }

  /** Completes when the last line, the head, has left. */
  @Override
  public Future<Void> writeTo(Outflow to) {
    outflow = to;
    String opening = ExportFormat.opening(actor.workspaceId());
    write(Buffer.buffer(opening).appendString("\n"), first.rows());
    return written.future();
  }

  private void write(Buffer lines, List<AuditRow> rows) {
    AuditHead head = first.head();
    rows.stream()
        .filter(row -> row.seq() <= head.seq())
        .forEach(row -> lines.appendString(ExportFormat.row(row)).appendString("\n"));
    long last = rows.isEmpty() ? head.seq() : rows.get(rows.size() - 1).seq();
    boolean more = rows.size() == PAGE && last < head.seq();
    if (!more) {
      lines.appendString(ExportFormat.head(actor.workspaceId(), head)).appendString("\n");
    }
    outflow.write(lines).onFailure(written::tryFail).onSuccess(sent -> goOn(more, last + 1));
  }

  private void goOn(boolean more, long from) {
    if (more) {
      reader
          .mayReadOn(outflow)
          .compose(still -> read(bus, actor, from))
          .onFailure(written::tryFail)
          .onSuccess(next -> write(Buffer.buffer(), next.rows()));
    } else {
      written.complete();
    }
  }

  private static Future<AuditStretch> read(EventBus bus, Actor actor, long from) {
    return AuditAddresses.STRETCH.ask(bus, new ReadAuditStretch(actor, from, PAGE));
  }
}
