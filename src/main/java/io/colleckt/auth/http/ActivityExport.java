package io.colleckt.auth.http;

import io.colleckt.auth.activity.ActivityPage;
import io.colleckt.auth.activity.ActivityPlace;
import io.colleckt.auth.activity.ListActivity;
import io.colleckt.auth.bus.ActivityAddresses;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Writes calls on record into an answer, the newest first, page by page: the next page is read once
 * the one before has left. Now and then it is made sure that the reader still may. For one use, on
 * the event loop of the request.
 */
final class ActivityExport implements Streamed {
  private static final Duration ADMITTED_FOR = Duration.ofSeconds(30);

  private final Promise<Void> whole = Promise.promise();
  private final EventBus bus;
  private final ListActivity first;
  private final ExportFormat format;
  private final Supplier<Future<Void>> admission;
  private ActivityPage page;
  private Outflow outflow;
  private long admittedAtNanos = System.nanoTime();

  /**
   * @param first asks for the first page
   * @param admission fails when the reader may not read on
   */
  ActivityExport(
      EventBus bus, ListActivity first, ExportFormat format, Supplier<Future<Void>> admission) {
    this.bus = bus;
    this.first = first;
    this.format = format;
    this.admission = admission;
  }

  /** Completes when the first page is there to be written. */
  Future<ActivityExport> begin() {
    return ask(first.below()).onSuccess(read -> page = read).map(this);
  }

  @Override
  public Future<Void> writeTo(Outflow target) {
    outflow = target;
    write(format.head().appendBuffer(format.lines(page.rows())));
    return whole.future();
  }

  private void write(Buffer lines) {
    Future<Void> written = lines.length() == 0 ? Future.succeededFuture() : outflow.write(lines);
    written.compose(sent -> admitted()).onSuccess(still -> readOn()).onFailure(whole::tryFail);
  }

  private void readOn() {
    if (page.next().isEmpty()) {
      whole.tryComplete();
      return;
    }
    ask(page.next().get())
        .onSuccess(read -> page = read)
        .onSuccess(read -> write(format.lines(read.rows())))
        .onFailure(whole::tryFail);
  }

  private Future<Void> admitted() {
    if (System.nanoTime() - admittedAtNanos < ADMITTED_FOR.toNanos()) {
      return Future.succeededFuture();
    }
    admittedAtNanos = System.nanoTime();
    return admission.get();
  }

  private Future<ActivityPage> ask(ActivityPlace below) {
    return ActivityAddresses.EXPORT.ask(
        bus, new ListActivity(first.workspaceId(), first.filter(), below, first.limit()));
  }
}
